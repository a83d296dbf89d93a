"""Topics: their tree, their names and their items. A topic also has the items of all topics below it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from generator.base.problem import Problem
from generator.model.catalogue import Row, Topic
from generator.model.item import Item
from generator.model.site_data import TopicInfo
from generator.organise.name_slugs import NameSlugs, first_dates, most_used_spelling, suggest_name
from generator.organise.topic_tree import TopicTree, build_topic_tree


class Topics(Struct, frozen=True):
    """All topics, each before its children. ``topics_of`` has the topic slugs of each row, the main topic first."""

    topics: tuple[Topic, ...]
    topics_of: tuple[tuple[str, ...], ...]
    problems: tuple[Problem, ...]


class _Register(Struct, frozen=True):
    """Topic descriptions by slug, in their order. ``aliases`` maps the slug of a short name to its topic's slug."""

    notes: dict[str, TopicInfo]
    aliases: dict[str, str]
    problems: list[Problem]


def arrange_topics(items: Sequence[Item], notes: Sequence[TopicInfo], language: str = "") -> Topics:
    """Return the topics that ``notes`` describe or items name. ``language`` is that of the site."""
    slugs = NameSlugs("topic", language=language)
    _assign_slugs(items, notes, slugs)
    register = _register_notes(notes, slugs)
    name_counts = Counter([item.topics for item in items])
    slugs_of = {names: _topic_slugs(names, slugs, register.aliases) for names in name_counts}
    names = _display_names(name_counts, slugs, register)
    tree = build_topic_tree(register.notes, register.aliases, names, slugs)
    rows = _roll_up(items, slugs_of, tree.parents)
    topics_of = tuple([slugs_of[item.topics] for item in items])
    topics = tuple(
        [_make_topic(slug, names[slug], register, tree, rows.get(slug, ())) for slug in tree.order]
    )
    return Topics(topics, topics_of, (*register.problems, *tree.problems))


def _assign_slugs(items: Sequence[Item], notes: Sequence[TopicInfo], slugs: NameSlugs) -> None:
    """Assign the slugs of all topics. A short name needs none, because it stands for its topic."""
    groups = first_dates([(item.topics, item.published) for item in items])
    dates = first_dates((name, moment) for names, moment in groups.items() for name in names if name.strip())
    slugs.assign(dates, {note.name for note in notes}, {note.shortname for note in notes})


def _register_notes(notes: Sequence[TopicInfo], slugs: NameSlugs) -> _Register:
    """Return the descriptions by topic. If two describe the same topic, the first counts."""
    described: dict[str, TopicInfo] = {}
    problems = []
    for note in notes:
        first = described.setdefault(slugs[note.name], note)
        if first is not note:
            problems.append(_repeated_note(note, first))
    aliases: dict[str, str] = {}
    for slug, note in described.items():
        if note.shortname and slugs[note.shortname] not in described:
            aliases.setdefault(slugs[note.shortname], slug)
    return _Register(described, aliases, problems)


def _repeated_note(note: TopicInfo, first: TopicInfo) -> Problem:
    return Problem(
        path=note.path,
        line=0,
        field="name",
        message=f"'{first.path}' already describes the topic '{note.name}': this file is ignored",
        hint="Remove one of the two files.",
        severity="warning",
    )


def _topic_slugs(names: tuple[str, ...], slugs: NameSlugs, aliases: Mapping[str, str]) -> tuple[str, ...]:
    """Return the slugs of an item's topics without repeats, the main topic first."""
    named = [slugs[name] for name in names if name.strip()]
    return tuple(dict.fromkeys([aliases.get(slug, slug) for slug in named]))


def _display_names(
    name_counts: Mapping[tuple[str, ...], int], slugs: NameSlugs, register: _Register
) -> dict[str, str]:
    """Return the name of each topic: from its description, else the most frequent spelling."""
    spellings: dict[str, Counter[str]] = {}
    for names, count in name_counts.items():
        for name in filter(str.strip, names):
            spellings.setdefault(slugs[name], Counter())[name.strip()] += count
    display_names = {slug: note.name for slug, note in register.notes.items()}
    for slug, counts in spellings.items():
        if slug not in display_names and slug not in register.aliases:
            display_names[slug] = most_used_spelling(counts)
    return display_names


def _roll_up(
    items: Sequence[Item], slugs_of: Mapping[tuple[str, ...], tuple[str, ...]], parents: Mapping[str, str]
) -> dict[str, list[Row]]:
    """Return the rows of every topic, ascending: its own items and those of all topics below it, each once."""
    ancestors = {names: _with_ancestors(slugs, parents) for names, slugs in slugs_of.items()}
    rows: dict[str, list[Row]] = {}
    for row, item in enumerate(items):
        for slug in ancestors[item.topics]:
            rows.setdefault(slug, []).append(row)
    return rows


def _with_ancestors(slugs: tuple[str, ...], parents: Mapping[str, str]) -> tuple[str, ...]:
    """Return topics and all their ancestors, each once."""
    seen: dict[str, None] = {}
    for start in slugs:
        slug = start
        while slug and slug not in seen:
            seen[slug] = None
            slug = parents.get(slug, "")
    return tuple(seen)


def _make_topic(slug: str, name: str, register: _Register, tree: TopicTree, rows: Sequence[Row]) -> Topic:
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
        picture=next(iter(note.images), None) if note else None,
        description=note.description if note else "",
        links=note.links if note else (),
    )


class TopicFilter:
    """Decides which topics of items are among some topics, or below one of them. Names are compared as everywhere.

    ``unknown`` are the wanted names that neither an item nor a description has, each with the nearest one or "".
    """

    def __init__(
        self, wanted: Sequence[str], items: Sequence[Item], notes: Sequence[TopicInfo], language: str
    ) -> None:
        self._slugs = NameSlugs("topic", language=language)
        _assign_slugs(items, notes, self._slugs)
        register = _register_notes(notes, self._slugs)
        names = _display_names(Counter([item.topics for item in items]), self._slugs, register)
        self._aliases = register.aliases
        self._parents = build_topic_tree(register.notes, register.aliases, names, self._slugs).parents
        self._wanted = frozenset(_topic_slugs(tuple(wanted), self._slugs, self._aliases))
        known = sorted(names.values())
        self.unknown = [
            (name, suggest_name(name, known))
            for name in wanted
            if names.keys().isdisjoint(_topic_slugs((name,), self._slugs, self._aliases))
        ]
        self._accepted: dict[tuple[str, ...], bool] = {}

    def with_ancestors(self, items: Sequence[Item]) -> frozenset[str]:
        """Return the topics of items and all topics above them, as slugs of this filter."""
        return frozenset(slug for names in {item.topics for item in items} for slug in self._slugs_of(names))

    def is_among(self, name: str, topics: frozenset[str]) -> bool:
        """Return whether a topic is among those that :meth:`with_ancestors` returned."""
        return not topics.isdisjoint(_topic_slugs((name,), self._slugs, self._aliases))

    def _slugs_of(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return _with_ancestors(_topic_slugs(names, self._slugs, self._aliases), self._parents)

    def accepts(self, topics: tuple[str, ...]) -> bool:
        """Return whether one of an item's topics is wanted."""
        if topics not in self._accepted:
            self._accepted[topics] = not self._wanted.isdisjoint(self._slugs_of(topics))
        return self._accepted[topics]
