"""Accounts of what was organised, for people who ask: standing, topics, likeness. Decides nothing anew."""

from collections.abc import Callable, Iterator

from generator.model.catalogue import Catalogue, Row
from generator.model.results.explanation import RelatedExplanation, ScoreExplanation
from generator.model.settings import Settings
from generator.organise.ranking import Ranking, best_rows, rank_score
from generator.organise.similarity import build_feature_index, is_indexed, is_topic, score_candidates


def explain_score(catalogue: Catalogue, settings: Settings, row: Row) -> ScoreExplanation:
    """Return the standing of an item and its place among all."""
    count = len(catalogue.items)
    ranking = Ranking(catalogue.items, catalogue.provider_of, settings.rank, catalogue.latest, count)
    parts = rank_score(catalogue.items[row], settings.rank, catalogue.latest)
    return ScoreExplanation(
        promotion=parts.promotion,
        quality=parts.quality,
        heat=parts.heat,
        age=parts.age,
        total=parts.total,
        place=best_rows(ranking, range(count), count).index(row) + 1,
        of=count,
        shown=catalogue.ranked.index(row) + 1 if row in catalogue.ranked else 0,
    )


def explain_topics(catalogue: Catalogue, row: Row) -> Iterator[tuple[str, str]]:
    """Yield the topics whose lists have an item, by name, and why."""
    topics = {topic.slug: topic for topic in catalogue.topics}
    own = catalogue.topics_of[row]
    for number, slug in enumerate(own):
        yield topics[slug].name, "named by the record" + (", first: its main topic" if number == 0 else "")
    seen = set(own)
    for slug in own:
        below, above = topics[slug], topics[slug].parent
        while above and above not in seen:
            seen.add(above)
            yield topics[above].name, f"stands above {below.name}"
            below, above = topics[above], topics[above].parent


def explain_related(
    catalogue: Catalogue, row: Row, address_of: Callable[[Row], str]
) -> Iterator[RelatedExplanation]:
    """Yield every place of an item's sidebar with why it is there."""
    near = build_feature_index(catalogue.items, catalogue.topics_of)
    own = near.features[row]
    item = catalogue.items[row]
    named = {address for reference in item.related for address in (reference.key, reference.url)}
    for place in catalogue.related[row]:
        if place.row is None:
            assert place.elsewhere is not None
            yield RelatedExplanation(place.elsewhere.title, place.elsewhere.url, named=True)
            continue
        other = catalogue.items[place.row]
        is_named = not named.isdisjoint({other.key, other.link, other.original_url, other.web_url} - {""})
        shared = [each for each in own if each in near.features[place.row] and is_indexed(each)]
        yield RelatedExplanation(
            title=other.title,
            url=address_of(place.row),
            named=is_named,
            likeness=score_candidates(near, row, [place.row])[0],
            words=tuple([each for each in shared if not is_topic(each)]),
            topics=tuple([each.partition(":")[2] for each in shared if is_topic(each)]),
        )
