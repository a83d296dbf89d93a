"""What ``explain`` answers: why an item stands where it stands, and what a file of the site holds."""

from msgspec import Struct


class ScoreExplanation(Struct, frozen=True):
    """The parts of a standing, in half-lives (:mod:`generator.organise.ranking`). ``place`` counts from 1 among ``of``
    items; ``shown`` is the place among the site's best as they are shown, 0 for none."""

    promotion: float
    quality: float
    heat: float
    age: float | None
    total: float
    place: int
    of: int
    shown: int


class RelatedExplanation(Struct, frozen=True):
    """A place of the sidebar. ``named`` tells that the record names the article itself; else ``likeness`` is in
    thousandths, and ``words`` and ``topics`` are what both have."""

    title: str
    url: str
    named: bool
    likeness: int = 0
    words: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


class OutputExplanation(Struct, frozen=True):
    """A file that shows an item, and as what: the name of the part of its view."""

    path: str
    part: str


class ItemExplanation(Struct, frozen=True, tag="item", tag_field="what"):
    """An item. ``topics`` are ``(name, why)``; ``notes`` say what else was decided of it: duplicates, clamped dates."""

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
    """A file of the site that is no item's own: its kind, what each part of its view holds (``(part, how many, the
    first titles)``), and the settings that shape it."""

    path: str
    kind: str
    title: str
    holds: tuple[tuple[str, int, tuple[str, ...]], ...]
    settings: tuple[tuple[str, str], ...]


class LeftOutExplanation(Struct, frozen=True, tag="left out", tag_field="what"):
    """A record that is not built, why, and what is said of it."""

    record: str
    reason: str
    notes: tuple[str, ...]


Explanation = ItemExplanation | FileExplanation | LeftOutExplanation
