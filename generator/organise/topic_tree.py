"""The tree of topics. Knows nothing about items."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.base.problem import Problem
from generator.model.site_data import TopicInfo
from generator.organise.name_slugs import NameSlugs, suggest_name


class TopicTree(Struct, frozen=True):
    """Topics by slug. ``parents`` has no roots and no cycles. ``children`` and ``order`` (depth first) are in display
    order."""

    parents: dict[str, str]
    children: dict[str, list[str]]
    order: tuple[str, ...]
    problems: tuple[Problem, ...]


def build_topic_tree(
    notes: Mapping[str, TopicInfo], aliases: Mapping[str, str], names: Mapping[str, str], slugs: NameSlugs
) -> TopicTree:
    """Build the tree of the topics in ``names`` (slug → name) from the parent names in ``notes``.

    A topic with an unknown parent, or in a cycle of parents, becomes a root, with a warning.
    """
    named = {slug: _parent_slug(note, aliases, slugs) for slug, note in notes.items() if note.parent}
    known = {slug: parent for slug, parent in named.items() if parent in names}
    cyclic = _topics_in_cycles(known)
    parents = {slug: parent for slug, parent in known.items() if slug not in cyclic}
    undescribed = sorted([(name.casefold(), slug) for slug, name in names.items() if slug not in notes])
    ordered = [*notes, *[slug for _, slug in undescribed]]
    children: dict[str, list[str]] = {}
    for slug in ordered:
        if slug in parents:
            children.setdefault(parents[slug], []).append(slug)
    spellings = sorted(names.values())
    problems = [_unknown_parent(notes[slug], spellings) for slug in named if slug not in known]
    problems += [_cyclic_parent(notes[slug]) for slug in sorted(cyclic)]
    roots = [slug for slug in ordered if slug not in parents]
    return TopicTree(parents, children, tuple(_depth_first(roots, children)), tuple(problems))


def _parent_slug(note: TopicInfo, aliases: Mapping[str, str], slugs: NameSlugs) -> str:
    slug = slugs[note.parent]
    return aliases.get(slug, slug)


def _topics_in_cycles(parents: Mapping[str, str]) -> set[str]:
    """Return the topics that are their own ancestors. Every topic is visited once."""
    visited: set[str] = set()
    cyclic: set[str] = set()
    for start in parents:
        trail: dict[str, int] = {}
        slug = start
        while slug in parents and slug not in visited and slug not in trail:
            trail[slug] = len(trail)
            slug = parents[slug]
        if slug in trail:
            cyclic.update(list(trail)[trail[slug] :])
        visited.update(trail)
    return cyclic


def _depth_first(roots: list[str], children: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield each topic before those below it. Uses an explicit stack: a tree may be deeper than Python's recursion
    limit."""
    stack = roots[::-1]
    while stack:
        slug = stack.pop()
        yield slug
        stack.extend(reversed(children.get(slug, ())))


def _unknown_parent(note: TopicInfo, names: Sequence[str]) -> Problem:
    suggestion = suggest_name(note.parent, names)
    return Problem(
        path=note.path,
        line=0,
        field="parent",
        message=f"no topic is called '{note.parent}': shown at the top level",
        hint=f"Did you mean '{suggestion}'?"
        if suggestion
        else "Add a file for that topic, or correct the name.",
        severity="warning",
    )


def _cyclic_parent(note: TopicInfo) -> Problem:
    return Problem(
        path=note.path,
        line=0,
        field="parent",
        message=f"'{note.parent}' is a descendant of '{note.name}': shown at the top level",
        hint="Remove the parent from one of the topics in this loop.",
        severity="warning",
    )
