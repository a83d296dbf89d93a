"""Explanation of an item's story, for ``broadsheet explain``: with which items it stands together, and why others do
not. Reads the catalogue and decides nothing itself."""

from collections.abc import Callable, Iterator, Sequence

from generator.model.catalogue import Catalogue, Row
from generator.model.results.explanation import StoryExplanation, StoryMemberExplanation
from generator.model.settings import Settings
from generator.model.site_data import TopicInfo
from generator.organise.stories.clusters import closeness
from generator.organise.stories.features import StoryFeatures, StoryLanguages, is_grouped
from generator.organise.stories.scoring import find_veto, jaccard, measure_closeness

NEAR = 3
"""Items outside of the story that are explained, at most."""

_LEAST = 0.5
"""Closeness from which an item is worth explaining, as a share of the closeness that is needed."""


class _Explainer:
    """Explains the story of one item."""

    def __init__(
        self, catalogue: Catalogue, settings: Settings, topics: Sequence[TopicInfo], row: Row
    ) -> None:
        self._catalogue, self._row = catalogue, row
        self._limits = closeness(settings.stories.closeness, settings.stories.hours)
        self._languages = StoryLanguages(settings.site.language, topics)
        self._own = self._languages.features(catalogue.items[row])

    def members(self, rows: Sequence[Row], url_of: Callable[[Row], str]) -> Iterator[StoryMemberExplanation]:
        """Yield the explanation of the other articles of the story."""
        for row in rows:
            yield self._explain(row, url_of, "")

    def near(self, url_of: Callable[[Row], str]) -> list[StoryMemberExplanation]:
        """Return the closest articles that are not in the story, each with the reason."""
        own_story = self._catalogue.story_of.get(self._row)
        least = self._limits.best * _LEAST
        found = [
            self._explain(row, url_of, self._reason(row))
            for row in self._rows_in_reach()
            if row != self._row and (own_story is None or row not in own_story.rows)
        ]
        found.sort(key=lambda each: (-each.closeness, each.url))
        return [each for each in found if each.closeness >= least][:NEAR]

    def _rows_in_reach(self) -> Iterator[Row]:
        items, moment = self._catalogue.items, self._own.published
        for row, item in enumerate(items):
            if (
                item.published
                and abs(item.published - moment) <= self._limits.time
                and item.kind == "article"
            ):
                yield row

    def _features(self, row: Row) -> StoryFeatures:
        return self._languages.features(self._catalogue.items[row])

    def _explain(self, row: Row, url_of: Callable[[Row], str], reason: str) -> StoryMemberExplanation:
        other = self._features(row)
        written = self._own.language.explain(f"{self._own.item.title} {self._own.item.excerpt}")
        shared = sorted(self._own.all & other.all)
        return StoryMemberExplanation(
            title=other.item.title,
            url=url_of(row),
            closeness=measure_closeness(self._own, other),
            hours=round(abs(other.published - self._own.published).total_seconds() / 3600),
            words=tuple([written.get(word, word) for word in shared]),
            reason=reason,
        )

    def _reason(self, row: Row) -> str:
        """Return why an article is not in the story of the item."""
        own, other = self._own, self._features(row)
        for item in (own.item, other.item):
            if not is_grouped(item):
                return (
                    f"{item.path} says story: {item.story}" if item.story else f"a {item.kind} is in no story"
                )
        veto = find_veto(own, other, jaccard(own.title, other.title))
        if veto:
            return _veto_text(veto, own, other)
        found = measure_closeness(own, other)
        if found < self._limits.best:
            return f"closeness {found / 1000:.2f} of {self._limits.best / 1000:.2f}"
        return "closer to another story, or too far from the first articles of this one, or too late for it"


def _veto_text(veto: str, own: StoryFeatures, other: StoryFeatures) -> str:
    match veto:
        case "provider":
            return "same provider"
        case "weekdays":
            return "weekdays differ"
        case "figures in the titles":
            return f"figures differ ({_figures(own.figures)} / {_figures(other.figures)})"
        case _:
            return f"figures differ ({_figures(own.large_figures)} / {_figures(other.large_figures)})"


def _figures(figures: frozenset[str]) -> str:
    return ", ".join(sorted(figures, key=lambda figure: (len(figure), figure))[:3])


def explain_story(
    catalogue: Catalogue,
    settings: Settings,
    topics: Sequence[TopicInfo],
    row: Row,
    url_of: Callable[[Row], str],
    page: str,
) -> StoryExplanation | None:
    """Return the explanation of an item's story, ``None`` if it cannot have one. ``url_of`` returns the URL of a row's
    page, ``page`` is the path of the story's page."""
    story = catalogue.story_of.get(row)
    if not settings.stories.enabled or catalogue.items[row].published is None:
        return None
    explainer = _Explainer(catalogue, settings, topics, row)
    return StoryExplanation(
        page=page,
        name=story.name if story else "",
        lead=bool(story and story.lead == row),
        needed=round(settings.stories.closeness * 1000),
        members=tuple(explainer.members(story.others(row) if story else (), url_of)),
        near=tuple(explainer.near(url_of)),
    )
