"""The stories of a catalogue: their articles in order, their leads and their paths."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from generator.base.digest import short
from generator.model.catalogue import Row
from generator.model.item import Item
from generator.model.stories import Story
from generator.organise.name_slugs import slug_of_name
from generator.organise.ranking import UNMEASURED

NO_STORY = "none"
"""The value of a record's ``story`` that keeps an article out of every story."""


def arrange_stories(
    items: Sequence[Item], slugs: Sequence[str], provider_of: Sequence[str], found: Iterable[Sequence[Row]]
) -> tuple[Story, ...]:
    """Return all stories of several articles: those that records name, then those that were ``found``.

    ``slugs`` are the paths of items.
    """
    stories = [*_named(items), *[("", tuple(rows)) for rows in found]]
    taken: set[str] = set()
    return tuple([_story(items, slugs, provider_of, name, rows, taken) for name, rows in stories])


def _named(items: Sequence[Item]) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Yield the name and the rows of each story that several dated records name. Case and punctuation do not count."""
    rows: dict[str, list[Row]] = {}
    for row, item in enumerate(items):
        if item.story and item.published and item.story.casefold() != NO_STORY:
            rows.setdefault(slug_of_name(item.story, "story"), []).append(row)
    for _, members in sorted(rows.items()):
        if len(members) > 1:
            yield min(items[row].story for row in members), tuple(members)


def _story(
    items: Sequence[Item],
    slugs: Sequence[str],
    provider_of: Sequence[str],
    name: str,
    rows: tuple[Row, ...],
    taken: set[str],
) -> Story:
    ordered = tuple(sorted(rows, key=lambda row: _age(items[row])))
    first = items[ordered[0]]
    slug = slug_of_name(name, "story") if name else slugs[ordered[0]].replace("/", "-")
    if slug.casefold() in taken:
        slug = f"{slug}-{short(first.key)}"
    taken.add(slug.casefold())
    return Story(
        key=first.key,
        slug=slug,
        rows=ordered,
        best=tuple(sorted(rows, key=lambda row: _lead_order(items[row]))),
        providers=len({provider_of[row] or items[row].key for row in rows}),
        name=name,
    )


def _age(item: Item) -> tuple[datetime, str]:
    assert item.published is not None
    return item.published, item.key


def _lead_order(item: Item) -> tuple[bool, int, datetime, str]:
    """Return the sort key that puts the lead first: promoted, of the best quality, the earliest."""
    return (not item.promoted, -(UNMEASURED if item.quality is None else item.quality), *_age(item))
