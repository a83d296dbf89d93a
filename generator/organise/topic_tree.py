"""Which topic lies under which. Knows nothing of items."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.base.problem import Problem
from generator.model.site_data import TopicInfo
from generator.organise.name_slugs import NameSlugs, suggest_name


class TopicTree(Struct, frozen=True):
    """``parents`` has no roots and no circles; ``children`` and ``order`` (depth first) are as displayed."""

    parents: dict[str, str]
    children: dict[str, list[str]]
    order: tuple[str, ...]
    problems: tuple[Problem, ...]


def build_topic_tree(
    notes: Mapping[str, TopicInfo], aliases: Mapping[str, str], names: Mapping[str, str], slugs: NameSlugs
) -> TopicTree:
    """Build the tree of the topics in ``names`` (slug → name) from the parents that notes give by name.

    A parent that does not exist, or a circle, is a warning, and the topic becomes a root.
    """
    wanted = {slug: _parent(note, aliases, slugs) for slug, note in notes.items() if note.parent}
    known = {slug: parent for slug, parent in wanted.items() if parent in names}
    circle = _on_a_circle(known)
    parents = {slug: parent for slug, parent in known.items() if slug not in circle}
    bare = sorted([(name.casefold(), slug) for slug, name in names.items() if slug not in notes])
    ranked = [*notes, *[slug for _, slug in bare]]
    children: dict[str, list[str]] = {}
    for slug in ranked:
        if slug in parents:
            children.setdefault(parents[slug], []).append(slug)
    spellings = sorted(names.values())
    problems = [_unknown(notes[slug], spellings) for slug in wanted if slug not in known]
    problems += [_circular(notes[slug]) for slug in sorted(circle)]
    roots = [slug for slug in ranked if slug not in parents]
    return TopicTree(parents, children, tuple(_depth_first(roots, children)), tuple(problems))


def _parent(note: TopicInfo, aliases: Mapping[str, str], slugs: NameSlugs) -> str:
    slug = slugs[note.parent]
    return aliases.get(slug, slug)


def _on_a_circle(parents: Mapping[str, str]) -> set[str]:
    """Return the topics that are above themselves. Every topic is walked over once."""
    settled: set[str] = set()
    circle: set[str] = set()
    for start in parents:
        trail: dict[str, int] = {}
        here = start
        while here in parents and here not in settled and here not in trail:
            trail[here] = len(trail)
            here = parents[here]
        if here in trail:
            circle.update(list(trail)[trail[here] :])
        settled.update(trail)
    return circle


def _depth_first(roots: list[str], children: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield each topic before those below it. A stack of our own: a tree may be deeper than Python's."""
    waiting = roots[::-1]
    while waiting:
        slug = waiting.pop()
        yield slug
        waiting.extend(reversed(children.get(slug, ())))


def _unknown(note: TopicInfo, names: Sequence[str]) -> Problem:
    near = suggest_name(note.parent, names)
    return Problem(
        path=note.path,
        line=0,
        field="parent",
        message=f"expected the name of a topic, found '{note.parent}': shown at the top",
        hint=f"Did you mean '{near}'?" if near else "Describe that topic as well.",
        severity="warning",
    )


def _circular(note: TopicInfo) -> Problem:
    return Problem(
        path=note.path,
        line=0,
        field="parent",
        message=f"expected a topic that is not below '{note.name}' itself, found '{note.parent}': shown at the top",
        hint="Take the parent out of one of the topics of this circle.",
        severity="warning",
    )
