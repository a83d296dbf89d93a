"""Stories: articles of several providers about one event."""

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter

from msgspec import Struct

Row = int
"""The index of an item in the catalogue, as in :mod:`generator.model.catalogue`."""


class Story(Struct, frozen=True, gc=False):
    """Several articles about one event.

    ``key`` is that of the first article, ``slug`` the path of the story's page under ``stories/``. ``name`` is the one
    that records give it, "" for a story that was found. ``rows`` are its articles, earliest first; ``best`` are the
    same, the lead first. ``providers`` is the number of different providers.
    """

    key: str
    slug: str
    rows: tuple[Row, ...]
    best: tuple[Row, ...]
    providers: int
    name: str = ""

    @property
    def lead(self) -> Row:
        """The article that stands for the story."""
        return self.best[0]

    def others(self, row: Row) -> tuple[Row, ...]:
        """Return the other articles, earliest first."""
        return tuple([each for each in self.rows if each != row])


def one_per_story(rows: Iterable[Row], story_of: Mapping[Row, Story]) -> tuple[Row, ...]:
    """Return ``rows`` with one article for each story: its lead, or the next best one that is among them.

    >>> story = Story("k", "s", rows=(3, 2, 0), best=(2, 0, 3), providers=3)
    >>> one_per_story([0, 1, 3], {0: story, 2: story, 3: story})
    (0, 1)
    """
    return _one_each(tuple(rows), story_of, attrgetter("best"))


def first_per_story(rows: Iterable[Row], story_of: Mapping[Row, Story]) -> tuple[Row, ...]:
    """Return ``rows`` with one article for each story: the first of them. A lead may change; the first article stays,
    so feeds never show a story twice."""
    return _one_each(tuple(rows), story_of, attrgetter("rows"))


def _one_each(
    rows: tuple[Row, ...], story_of: Mapping[Row, Story], order: Callable[[Story], tuple[Row, ...]]
) -> tuple[Row, ...]:
    present = {row for row in rows if row in story_of} if story_of else None
    if not present:
        return rows
    dropped = {row for row in present if next(filter(present.__contains__, order(story_of[row]))) != row}
    return tuple([row for row in rows if row not in dropped])
