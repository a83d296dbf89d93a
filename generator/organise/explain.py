"""Explanations of an item's score, topics and related items, for ``broadsheet explain``. Reads the catalogue and
decides nothing itself."""

from collections.abc import Callable, Iterator

from generator.base.words import WordSplitter
from generator.model.catalogue import Catalogue, Row
from generator.model.results.explanation import RelatedExplanation, ScoreExplanation
from generator.model.settings import Settings
from generator.organise.ranking import REACH, Ranking, best_rows
from generator.organise.similarity import build_feature_index, is_indexed, is_topic, score_candidates


def explain_score(catalogue: Catalogue, settings: Settings, row: Row) -> ScoreExplanation:
    """Return the score of an item and its place among all items."""
    count = len(catalogue.items)
    ranking = Ranking(
        catalogue.items, catalogue.provider_of, settings.rank, catalogue.latest, count, catalogue.story_of
    )
    parts = ranking.score(row)
    return ScoreExplanation(
        promotion=parts.promotion,
        quality=parts.quality,
        heat=parts.heat,
        image=parts.image,
        coverage=parts.coverage,
        age=parts.age,
        total=parts.total,
        place=best_rows(ranking, range(count), count).index(row) + 1,
        of=count,
        shown=catalogue.ranked.index(row) + 1 if row in catalogue.ranked else 0,
        reach=REACH * settings.rank.half_life,
    )


def explain_topics(catalogue: Catalogue, row: Row) -> Iterator[tuple[str, str]]:
    """Yield ``(name, reason)`` for each topic that lists an item."""
    topics = {topic.slug: topic for topic in catalogue.topics}
    own = catalogue.topics_of[row]
    reasons = catalogue.topic_reasons.get(catalogue.items[row].key, {})
    for number, slug in enumerate(own):
        assigned = reasons.get(topics[slug].name)
        main = ": the main topic" if assigned else " first: the main topic"
        yield topics[slug].name, (assigned or "listed in the record") + (main if number == 0 else "")
    seen = set(own)
    for slug in own:
        child, parent = topics[slug], topics[slug].parent
        while parent and parent not in seen:
            seen.add(parent)
            yield topics[parent].name, f"parent of {child.name}"
            child, parent = topics[parent], topics[parent].parent


def explain_related(
    catalogue: Catalogue, row: Row, url_of: Callable[[Row], str], language: str
) -> Iterator[RelatedExplanation]:
    """Yield each of an item's related items with the reason for it. ``url_of`` returns the URL of a row's page;
    ``language`` is the site's."""
    index = build_feature_index(catalogue.items, catalogue.topics_of, language)
    own = index.features[row]
    item = catalogue.items[row]
    written = WordSplitter(item.locale or language).explain(item.title)
    named = {url for link in item.related for url in (link.key, link.url)}
    for related in catalogue.related[row]:
        if related.row is None:
            assert related.elsewhere is not None
            yield RelatedExplanation(related.elsewhere.title, related.elsewhere.url, named=True)
            continue
        other = catalogue.items[related.row]
        is_named = not named.isdisjoint({other.key, other.link, other.original_url, other.web_url} - {""})
        shared = [each for each in own if each in index.features[related.row] and is_indexed(each)]
        yield RelatedExplanation(
            title=other.title,
            url=url_of(related.row),
            named=is_named,
            likeness=score_candidates(index, row, [related.row])[0],
            words=tuple([written.get(each, each) for each in shared if not is_topic(each)]),
            topics=tuple([each.partition(":")[2] for each in shared if is_topic(each)]),
        )
