"""Explanation → lines for people, JSON for machines."""

from collections.abc import Iterator, Sequence

import msgspec

from generator.base.json_text import json_text
from generator.base.text import make_legible
from generator.model.results.explanation import (
    Explanation,
    FileExplanation,
    ItemExplanation,
    LeftOutExplanation,
    RelatedExplanation,
    ScoreExplanation,
)


def as_json(told: Explanation) -> str:
    """Return an explanation as JSON with sorted keys."""
    return json_text(msgspec.to_builtins(told))


def lines(told: Explanation) -> Iterator[str]:
    """Yield an explanation for people."""
    match told:
        case ItemExplanation():
            found = _item(told)
        case FileExplanation():
            found = _file(told)
        case LeftOutExplanation():
            found = _left_out(told)
    for line in found:
        yield make_legible(line)


def _item(told: ItemExplanation) -> Iterator[str]:
    yield told.title
    yield from _table(
        [
            ("Record", told.record),
            ("Page", told.output),
            ("Key", told.key),
            ("Date", told.published or "none"),
        ]
    )
    yield ""
    yield from _standing(told.standing)
    yield ""
    yield from _table([("Provider", told.provider or "none")])
    yield from _table([("Topic", f"{name}: {why}") for name, why in told.topics])
    yield from _table([("Note", note) for note in told.notes])
    yield ""
    yield "Related" if told.related else "Related: nothing is near enough"
    for related in told.related:
        yield f"  {related.title}"
        yield f"    {_why(related)}"
    yield ""
    yield f"Shown by {len(told.outputs):,} files"
    yield from _table([(each.part, each.path) for each in told.outputs])


def _standing(told: ScoreExplanation) -> Iterator[str]:
    shown = f"; number {told.shown:,} of the best" if told.shown else ""
    yield f"Standing {told.total:.2f} half-lives: number {told.place:,} of {told.of:,}{shown}"
    age = "no date: behind all that have one" if told.age is None else f"{told.age:+.2f}"
    parts = (("promotion", told.promotion), ("quality", told.quality), ("heat", told.heat))
    yield from _table([*[(name, f"{value:+.2f}") for name, value in parts], ("age", age)])


def _why(told: RelatedExplanation) -> str:
    shared = [
        f"{label} {', '.join(each)}"
        for label, each in (("words", told.words), ("topics", told.topics))
        if each
    ]
    likeness = f"likeness {told.likeness / 1000:.3f}" if told.likeness else ""
    reasons = ["named by the record"] * told.named + [each for each in (likeness, "; ".join(shared)) if each]
    return ": ".join(reasons)


def _file(told: FileExplanation) -> Iterator[str]:
    yield told.title or told.path
    yield from _table([("File", told.path), ("Made by", told.kind)])
    for part, count, titles in told.holds:
        yield ""
        yield f"{part}: {count:,}"
        yield from [f"  {title}" for title in titles]
        if count > len(titles) > 0:
            yield f"  and {count - len(titles):,} more"
    if told.settings:
        yield ""
        yield "Settings that shape it"
        yield from _table(told.settings)


def _left_out(told: LeftOutExplanation) -> Iterator[str]:
    yield f"{told.record} is not built: {told.reason}"
    yield from [f"  {note}" for note in told.notes]


def _table(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield rows of a name and a value, the values under one another."""
    width = max([len(name) for name, _ in rows], default=0)
    for name, value in rows:
        yield f"  {name:<{width}}  {value}"
