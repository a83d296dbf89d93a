"""Topics: the tree, what each is called, and the items of each with those of all topics below it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from generator.base.problem import Problem
from generator.model.catalogue import Row, Topic
from generator.model.item import Item
from generator.model.site_data import TopicInfo
from generator.organise.name_slugs import NameSlugs, most_used_spelling
from generator.organise.topic_tree import TopicTree, build_topic_tree


class Topics(Struct, frozen=True):
    """``topics`` parents first, each followed by its children; ``topics_of`` by row, the main topic first."""

    topics: tuple[Topic, ...]
    topics_of: tuple[tuple[str, ...], ...]
    problems: tuple[Problem, ...]


class _Register(Struct, frozen=True):
    """Who is who: notes by slug in their order, and the slug that a topic's short name stands for."""

    notes: dict[str, TopicInfo]
    aliases: dict[str, str]
    problems: list[Problem]


def arrange_topics(items: Sequence[Item], notes: Sequence[TopicInfo]) -> Topics:
    """Arrange the topics that notes describe or items name."""
    slugs = NameSlugs("topic")
    register = _register(notes, slugs)
    labels = Counter([item.topics for item in items])
    own = {names: _own(names, slugs, register.aliases) for names in labels}
    names = _names(labels, slugs, register)
    tree = build_topic_tree(register.notes, register.aliases, names, slugs)
    rows = _roll_up(items, own, tree.parents)
    topics_of = tuple([own[item.topics] for item in items])
    topics = tuple([_topic(slug, names[slug], register, tree, rows.get(slug, ())) for slug in tree.order])
    return Topics(topics, topics_of, (*register.problems, *tree.problems))


def _register(notes: Sequence[TopicInfo], slugs: NameSlugs) -> _Register:
    """Find every note's topic. Of two notes for one topic the first counts."""
    noted: dict[str, TopicInfo] = {}
    problems = []
    for note in notes:
        first = noted.setdefault(slugs[note.name], note)
        if first is not note:
            problems.append(_repeated(note, first))
    aliases: dict[str, str] = {}
    for slug, note in noted.items():
        if note.shortname and slugs[note.shortname] not in noted:
            aliases.setdefault(slugs[note.shortname], slug)
    return _Register(noted, aliases, problems)


def _repeated(note: TopicInfo, first: TopicInfo) -> Problem:
    return Problem(
        path=note.path,
        line=0,
        field="name",
        message=f"expected a topic of its own, found '{note.name}', which '{first.path}' describes: left out",
        hint="Remove one of the two files.",
        severity="warning",
    )


def _own(names: tuple[str, ...], slugs: NameSlugs, aliases: Mapping[str, str]) -> tuple[str, ...]:
    """Return the topics of an item, without repeats, the main one first."""
    own = [slugs[name] for name in names if name.strip()]
    return tuple(dict.fromkeys([aliases.get(slug, slug) for slug in own]))


def _names(labels: Mapping[tuple[str, ...], int], slugs: NameSlugs, register: _Register) -> dict[str, str]:
    """Return what each topic is called: as its note says, else as most items spell it."""
    spellings: dict[str, Counter[str]] = {}
    for names, count in labels.items():
        for name in filter(str.strip, names):
            spellings.setdefault(slugs[name], Counter())[name.strip()] += count
    named = {slug: note.name for slug, note in register.notes.items()}
    for slug, counts in spellings.items():
        if slug not in named and slug not in register.aliases:
            named[slug] = most_used_spelling(counts)
    return named


def _roll_up(
    items: Sequence[Item], own: Mapping[tuple[str, ...], tuple[str, ...]], parents: Mapping[str, str]
) -> dict[str, list[Row]]:
    """Return every topic's rows, ascending: its own items and those of all topics below it, each once."""
    upward = {names: _upward(slugs, parents) for names, slugs in own.items()}
    rows: dict[str, list[Row]] = {}
    for row, item in enumerate(items):
        for slug in upward[item.topics]:
            rows.setdefault(slug, []).append(row)
    return rows


def _upward(slugs: tuple[str, ...], parents: Mapping[str, str]) -> tuple[str, ...]:
    """Return topics and everything above them, each once."""
    found: dict[str, None] = {}
    for slug in slugs:
        here = slug
        while here and here not in found:
            found[here] = None
            here = parents.get(here, "")
    return tuple(found)


def _topic(slug: str, name: str, register: _Register, tree: TopicTree, rows: Sequence[Row]) -> Topic:
    note = register.notes.get(slug)
    return Topic(
        slug=slug,
        name=name,
        shortname=note.shortname if note else "",
        parent=tree.parents.get(slug, ""),
        children=tuple(tree.children.get(slug, ())),
        rows=tuple(rows),
        keywords=note.keywords if note else (),
        hashtags=note.hashtags if note else (),
        picture=next(iter(note.pictures), None) if note else None,
    )
