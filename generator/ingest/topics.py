"""The topics of an entry: from its source, from its categories, and from the phrases of topic files, in this order."""

from collections.abc import Iterator, Sequence

from generator.base.phrase_rules import PhraseRules
from generator.base.phrases import fold_text
from generator.model.ingest import Entry, TopicDecision, TopicMatch
from generator.model.ingest_sources import Source
from generator.model.site_data import TopicInfo

MOST_TAGS = 10
LONGEST_TAG = 40


class TopicMatcher:
    """The topic files of a site, compiled once."""

    def __init__(self, topics: Sequence[TopicInfo]) -> None:
        self._topics = tuple(topics)
        self._rules = PhraseRules([topic.rule for topic in topics])
        self._categories: dict[str, list[int]] = {}
        for row, topic in enumerate(topics):
            for category in topic.categories:
                self._categories.setdefault(fold_text(category), []).append(row)

    def decide(self, entry: Entry, source: Source) -> TopicDecision:
        """Return the topics and tags of an entry, or a decision to drop it, by a category or for lack of a topic."""
        mapped = {fold_text(name): topic for name, topic in source.categories}
        dropping = [name for name in entry.categories if mapped.get(fold_text(name)) == ""]
        if dropping:
            return TopicDecision(dropped=True, reason=f"category {dropping[0]}")
        found: dict[str, TopicMatch] = {}
        for match in self._matches(entry, source, mapped):
            found.setdefault(match.topic.casefold(), match)
        if not found and source.unmatched == "drop":
            return TopicDecision(dropped=True, reason="no topic")
        return TopicDecision(tuple(found.values()), self._tags(entry, mapped))

    def _matches(self, entry: Entry, source: Source, mapped: dict[str, str]) -> Iterator[TopicMatch]:
        for topic in source.topics:
            yield TopicMatch(topic, "source")
        for name in entry.categories:
            if fold_text(name) in mapped:
                yield TopicMatch(mapped[fold_text(name)], f"category: {name}")
        yield from self.match_topics(entry)

    def match_topics(self, entry: Entry) -> Iterator[TopicMatch]:
        """Yield the topics whose file matches an entry, in the order of the files."""
        title = fold_text(entry.title)
        texts = {"title": title, "text": f"{title} \n {fold_text(entry.excerpt)}"}
        given: dict[int, str] = {}
        for name in entry.categories:
            for row in self._categories.get(fold_text(name), ()):
                given.setdefault(row, f"category: {name}")
        for row, reason in self._rules.decide(texts, given).items():
            yield TopicMatch(self._topics[row].name, reason)

    def _tags(self, entry: Entry, mapped: dict[str, str]) -> tuple[str, ...]:
        """Return the categories that map to no topic."""
        tags = [
            tag
            for name in entry.categories
            if fold_text(name) not in mapped and fold_text(name) not in self._categories
            if (tag := name.strip().lstrip("#").strip()) and len(tag) <= LONGEST_TAG
        ]
        return tuple({tag.casefold(): tag for tag in reversed(tags)}.values())[::-1][:MOST_TAGS]
