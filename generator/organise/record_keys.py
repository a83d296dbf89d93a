"""Keys of records without a URL that have day and title in common, such as two letters of one day.

Each gets a suffix, so that neither takes over the id of the other in feeds. The suffix is made of the first of these
that tells them apart: the time, the type, the text, and at last the path of the file.
"""

from collections.abc import Callable, Sequence

from generator.base.digest import combine, short
from generator.model.item import Item, change_item

PREFIX = "record:"
"""Start of the keys that are made of day and title."""

_LEVELS: tuple[Callable[[Item], str], ...] = (
    lambda item: item.published.isoformat() if item.published else "",
    lambda item: item.kind,
    lambda item: combine(item.title, item.excerpt, item.body).hex(),
    lambda item: item.path,
)


def separate_records(items: Sequence[Item], drafts: bool) -> Sequence[Item]:
    """Return items with distinct keys where only day and title were the same. Drafts count if they are built."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        if item.key.startswith(PREFIX) and (drafts or item.status != "draft"):
            groups.setdefault(item.key, []).append(item)
    keys = {each.path: key for group in groups.values() if len(group) > 1 for each, key in _separate(group)}
    return (
        [change_item(item, key=keys[item.path]) if item.path in keys else item for item in items]
        if keys
        else items
    )


def _separate(group: Sequence[Item]) -> list[tuple[Item, str]]:
    """Return each item of a group with its own key."""
    traits = [""] * len(group)
    for level in _LEVELS:
        traits = [f"{trait}\n{level(item)}" for trait, item in zip(traits, group, strict=True)]
        if len(set(traits)) == len(group):
            break
    return [(item, f"{item.key}/{short(trait)}") for item, trait in zip(group, traits, strict=True)]
