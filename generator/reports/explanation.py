"""Convert an explanation to text or JSON."""

from collections.abc import Iterator, Sequence

import msgspec

from generator.base.json_text import json_text
from generator.base.text import make_legible, plural
from generator.model.results.explanation import (
    Explanation,
    FileExplanation,
    ItemExplanation,
    LeftOutExplanation,
    RelatedExplanation,
    ScoreExplanation,
    StoryExplanation,
)


def as_json(explanation: Explanation) -> str:
    """Return an explanation as JSON with sorted keys."""
    return json_text(msgspec.to_builtins(explanation))


def lines(explanation: Explanation) -> Iterator[str]:
    """Yield the lines of an explanation, safe for a terminal."""
    match explanation:
        case ItemExplanation():
            found = _item_lines(explanation)
        case FileExplanation():
            found = _file_lines(explanation)
        case LeftOutExplanation():
            found = _left_out_lines(explanation)
    for line in found:
        yield make_legible(line)


def _item_lines(item: ItemExplanation) -> Iterator[str]:
    yield item.title
    yield from _table(
        [
            ("Record", item.record),
            ("Page", item.output),
            ("Key", item.key),
            ("Date", item.published or "none"),
            ("Provider", item.provider or "none"),
            *[("Topic", f"{name}: {reason}") for name, reason in item.topics],
            *[("Note", note) for note in item.notes],
        ]
    )
    yield ""
    yield from _score_lines(item.standing)
    if item.story:
        yield ""
        yield from _story_lines(item.story)
    yield ""
    yield "Related items" if item.related else "Related items: none is similar enough"
    for related in item.related:
        yield f"  {related.title}"
        yield f"    {_relation(related)}"
    yield ""
    yield f"Shown in {plural(len(item.outputs), 'file')}"
    yield from _table([(each.part, each.path) for each in item.outputs])


def _score_lines(score: ScoreExplanation) -> Iterator[str]:
    shown = f"; rank {score.shown:,} in the top list" if score.shown else ""
    yield f"Score {score.total:.2f} half-lives: rank {score.place:,} of {score.of:,}{shown}"
    age = "no date: ranked below all dated items" if score.age is None else f"{score.age:+.2f}"
    parts = [("promotion", score.promotion), ("quality", score.quality), ("heat", score.heat)]
    parts += [each for each in (("image", score.image), ("coverage", score.coverage)) if each[1]]
    yield from _table([*[(name, f"{value:+.2f}") for name, value in parts], ("age", age)])
    if score.shown and score.shown != score.place:
        yield "  The top list has one item for each story, and makes room for other providers:"
        yield f"  an item passes better ones of a provider if they are at most {score.reach:g} days newer."


def _story_lines(story: StoryExplanation) -> Iterator[str]:
    count = plural(len(story.members), "other article")
    place = f", page {story.page}" if story.page else ""
    name = f" “{story.name}”" if story.name else ""
    part = "it leads" if story.lead else "another article leads"
    yield f"Story{name}: {count}, {part}{place}" if story.members else "Story: none"
    needed = f"{story.needed / 1000:.2f}"
    for member in story.members:
        yield f"  {member.title}"
        words = ", ".join(member.words) or "no words"
        time = plural(member.hours, "hour")
        yield f"    closeness {member.closeness / 1000:.2f} of {needed}: {words}; {time} apart"
    if story.near:
        yield "Not in the story" if story.members else "Nearest articles"
    for member in story.near:
        yield f"  {member.title}"
        yield f"    {member.reason}"


def _relation(related: RelatedExplanation) -> str:
    shared = [
        f"{label} {', '.join(each)}"
        for label, each in (("words", related.words), ("topics", related.topics))
        if each
    ]
    similarity = f"similarity {related.likeness / 1000:.3f}" if related.likeness else ""
    reasons = ["named in the record"] * related.named
    return ": ".join([*reasons, *[each for each in (similarity, "; ".join(shared)) if each]])


def _file_lines(file: FileExplanation) -> Iterator[str]:
    yield file.title or file.path
    yield from _table([("File", file.path), ("Kind", file.kind)])
    for part, count, titles in file.holds:
        yield ""
        yield f"{part}: {count:,}"
        yield from [f"  {title}" for title in titles]
        if count > len(titles) > 0:
            yield f"  and {count - len(titles):,} more"
    if file.settings:
        yield ""
        yield "Settings that affect it"
        yield from _table(file.settings)


def _left_out_lines(record: LeftOutExplanation) -> Iterator[str]:
    yield f"{record.record} is not built: {record.reason}"
    yield from [f"  {note}" for note in record.notes]


def _table(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield a line for each pair of name and value, with the values aligned."""
    width = max([len(name) for name, _ in rows], default=0)
    for name, value in rows:
        yield f"  {name:<{width}}  {value}"
