"""Choose the records of a pool that a site shows, by topic."""

from collections.abc import Collection, Sequence
from itertools import compress
from typing import NamedTuple

from generator.base.problem import Problem
from generator.model.catalogue import LeftOut
from generator.model.item import Item
from generator.model.settings import Settings
from generator.model.site_data import TopicInfo
from generator.organise.assigned_topics import assign_topics
from generator.organise.topics import TopicFilter

OTHER_TOPICS = "of other topics"
"""The reason to leave out a record of the pool."""


class PoolChoice(NamedTuple):
    """The items and the topic descriptions of a site, the records of the pool that it leaves out, and the problems."""

    items: Sequence[Item]
    topics: Sequence[TopicInfo]
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[Problem, ...] = ()


def choose_by_topic(
    items: Sequence[Item], pool: Collection[str], notes: Sequence[TopicInfo], settings: Settings
) -> PoolChoice:
    """Return the site's own items, and those of the pool with one of ``content.topics`` or a topic below it.

    ``pool`` has the paths of the pool's files. A record that withdraws an article always counts. Of the topics that the
    pool describes, those without items are left out, too.
    """
    wanted = settings.content.topics
    if not wanted or not pool:
        return PoolChoice(items, notes)
    assigned = assign_topics(items, notes, settings.topics).items
    topics = TopicFilter(wanted, assigned, notes, settings.site.language)
    chosen = [
        item.path not in pool or item.status == "withdrawn" or topics.accepts(item.topics)
        for item in assigned
    ]
    used = topics.with_ancestors(list(compress(assigned, chosen)))
    return PoolChoice(
        list(compress(items, chosen)),
        [
            note
            for note in notes
            if note.path not in pool or topics.accepts((note.name,)) or topics.is_among(note.name, used)
        ],
        tuple(
            [
                LeftOut(each.path, OTHER_TOPICS, each.link if each.status != "draft" else "")
                for each, kept in zip(items, chosen, strict=True)
                if not kept
            ]
        ),
        tuple(map(_unknown_topic, topics.unknown)),
    )


def _unknown_topic(topic: tuple[str, str]) -> Problem:
    name, near = topic
    message = f"expected a topic of the pool, found '{name}', which no record has"
    hint = f"Did you mean '{near}'?" if near else "Correct the name, or remove it."
    return Problem("site.toml", 0, "content.topics", message, hint, "warning")
