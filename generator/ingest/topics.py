"""The topics of an entry: from its source, from its categories, and from the phrases of topic files, in this order."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.ingest.phrases import PhraseIndex, fold_text
from generator.model.ingest import Entry, TopicDecision, TopicMatch
from generator.model.ingest_sources import Source
from generator.model.site_data import TopicInfo

MOST_TAGS = 10
LONGEST_TAG = 40


class _TopicPhrases(Struct, frozen=True):
    """Phrases of many topics on one field, and of each phrase's number the topic and its role."""

    index: PhraseIndex
    roles: list[tuple[int, str]]


class TopicMatcher:
    """The topic files of a site, compiled once."""

    def __init__(self, topics: Sequence[TopicInfo]) -> None:
        self._topics = tuple(topics)
        self._fields = {
            field: _compile_phrases(
                [(row, topic) for row, topic in enumerate(topics) if topic.match == field]
            )
            for field in ("title", "text")
        }
        self._categories: dict[str, list[int]] = {}
        for row, topic in enumerate(topics):
            for category in topic.categories:
                self._categories.setdefault(fold_text(category), []).append(row)

    def decide(self, entry: Entry, source: Source) -> TopicDecision:
        """Return topics and tags of an entry, or that it is dropped, by a category or for want of a topic."""
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
        met: dict[int, dict[str, list[str]]] = {}
        for field, phrases in self._fields.items():
            for number, phrase in phrases.index.find(texts[field]).items() if phrases.roles else ():
                row, role = phrases.roles[number]
                met.setdefault(row, {}).setdefault(role, []).append(phrase)
        for name in entry.categories:
            for row in self._categories.get(fold_text(name), ()):
                met.setdefault(row, {}).setdefault("category", []).append(name)
        for row in sorted(met):
            reason = _reason(self._topics[row], met[row])
            if reason:
                yield TopicMatch(self._topics[row].name, reason)

    def _tags(self, entry: Entry, mapped: dict[str, str]) -> tuple[str, ...]:
        """Return the categories that map to nothing."""
        tags = [
            tag
            for name in entry.categories
            if fold_text(name) not in mapped and fold_text(name) not in self._categories
            if (tag := name.strip().lstrip("#").strip()) and len(tag) <= LONGEST_TAG
        ]
        return tuple({tag.casefold(): tag for tag in reversed(tags)}.values())[::-1][:MOST_TAGS]


def _compile_phrases(topics: Sequence[tuple[int, TopicInfo]]) -> _TopicPhrases:
    phrases: list[str] = []
    roles: list[tuple[int, str]] = []
    for row, topic in topics:
        for phrase in (*topic.keywords, *[hashtag.lstrip("#") for hashtag in topic.hashtags]):
            phrases.append(phrase)
            roles.append((row, "any"))
        for role, given in (("all", topic.all), ("none", topic.none)):
            phrases += given
            roles += [(row, role)] * len(given)
    return _TopicPhrases(PhraseIndex((phrase, number) for number, phrase in enumerate(phrases)), roles)


def _reason(topic: TopicInfo, met: dict[str, list[str]]) -> str:
    """Return what gives a topic, "" if it is not given.

    A category is enough by itself. Else one of ``keywords`` and ``hashtags``, if there are any, and each of ``all``.
    One of ``none`` forbids the topic.
    """
    if met.get("none"):
        return ""
    if met.get("category"):
        return f"category: {met['category'][0]}"
    wanted = {fold_text(phrase) for phrase in topic.all}
    given = met.get("any", [])
    if not wanted <= set(met.get("all", ())) or not (
        given or (wanted and not (topic.keywords or topic.hashtags))
    ):
        return ""
    return ", ".join([*given[:1], *sorted(wanted)])
