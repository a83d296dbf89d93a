"""Results of ``broadsheet explain``: an item's ranking, its related items, and the contents of an output file."""

from msgspec import Struct


class ScoreExplanation(Struct, frozen=True):
    """The parts of a score, in half-lives (:mod:`generator.organise.ranking`).

    ``place`` is the rank among ``of`` items, counted from 1. ``shown`` is the place in the displayed list of the best
    items, 0 if the item is not in it. For the sake of other providers, an item passes only items that are at most
    ``reach`` days newer.
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
    reach: float = 0.0


class StoryMemberExplanation(Struct, frozen=True):
    """An article of a story, or one that is near it: ``reason`` says why it is not in it, "" if it is.

    ``closeness`` is in thousandths, ``hours`` is the time between both articles, ``words`` are those they share.
    """

    title: str
    url: str
    closeness: int
    hours: int
    words: tuple[str, ...]
    reason: str = ""


class StoryExplanation(Struct, frozen=True):
    """The story of an item. ``page`` is the path of its page, ``name`` the one that records give it, "" for none.

    ``needed`` is the closeness that an article needs, in thousandths. ``members`` are the other articles, none if the
    item stands alone; ``near`` are the closest ones that are not in the story.
    """

    page: str
    name: str
    lead: bool
    needed: int
    members: tuple[StoryMemberExplanation, ...]
    near: tuple[StoryMemberExplanation, ...]


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
    story: StoryExplanation | None = None


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
