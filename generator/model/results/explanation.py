"""Results of ``broadsheet explain``: an item's ranking, its related items, and the contents of an output file."""

from msgspec import Struct


class ScoreExplanation(Struct, frozen=True):
    """The parts of a score, in half-lives (:mod:`generator.organise.ranking`).

    ``place`` is the rank among ``of`` items, counted from 1. ``shown`` is the place in the displayed list of the best
    items, 0 if the item is not in it.
    """

    promotion: float
    quality: float
    heat: float
    age: float | None
    total: float
    place: int
    of: int
    shown: int
    image: float = 0.0
    coverage: float = 0.0


class RelatedExplanation(Struct, frozen=True):
    """A related item. ``named``: the record itself names the article. Otherwise ``likeness`` is the similarity in
    thousandths, and ``words`` and ``topics`` are those that both have in common.
    """

    title: str
    url: str
    named: bool
    likeness: int = 0
    words: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


class OutputExplanation(Struct, frozen=True):
    """A file that shows an item, and the name of the part of its view."""

    path: str
    part: str


class ItemExplanation(Struct, frozen=True, tag="item", tag_field="what"):
    """An item. ``topics`` are ``(name, why)``. ``notes`` are other decisions, such as duplicates and clamped dates."""

    title: str
    record: str
    key: str
    output: str
    published: str
    standing: ScoreExplanation
    topics: tuple[tuple[str, str], ...]
    provider: str
    related: tuple[RelatedExplanation, ...]
    outputs: tuple[OutputExplanation, ...]
    notes: tuple[str, ...]


class FileExplanation(Struct, frozen=True, tag="file", tag_field="what"):
    """An output file that is not an item's own page.

    ``holds`` are the parts of its view as ``(part, how many, the first titles)``. ``settings`` are those that affect
    it.
    """

    path: str
    kind: str
    title: str
    holds: tuple[tuple[str, int, tuple[str, ...]], ...]
    settings: tuple[tuple[str, str], ...]


class LeftOutExplanation(Struct, frozen=True, tag="left out", tag_field="what"):
    """A record that is not built, the reason, and notes on it."""

    record: str
    reason: str
    notes: tuple[str, ...]


Explanation = ItemExplanation | FileExplanation | LeftOutExplanation
