"""Selection of the records to build. Every record is either selected or listed with the reason it is left out."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.base.problem import Problem
from generator.model.catalogue import LeftOut
from generator.model.item import Item
from generator.model.settings import ContentSettings
from generator.organise.duplicates import drop_duplicates, duplicate_problems, identity_field

WITHDRAWN = "withdrawn"
DRAFT = "draft"
NOT_PROMOTED = "not promoted"
DUPLICATE = "duplicate"
FAULTY = "faulty"
"""Reasons to leave out a record. The summary counts records by reason."""


class Selection(Struct, frozen=True):
    """The selected items, with distinct keys and in no order.

    ``twins`` maps a key to the paths of its duplicates. ``withdrawn`` has every URL of the withdrawn articles; nothing
    may link to them. ``hidden`` are the records of these articles. ``left_out`` is sorted by path.
    """

    items: Sequence[Item]
    twins: Mapping[str, tuple[str, ...]]
    withdrawn: frozenset[str]
    hidden: Sequence[Item]
    left_out: tuple[LeftOut, ...]
    problems: tuple[Problem, ...]


def select(items: Sequence[Item], content: ContentSettings) -> Selection:
    """Select the items of the site, one for each key."""
    withdrawn = _withdrawn_keys(items)
    hidden = [item for item in items if item.key in withdrawn]
    drafts = [] if content.drafts else [i for i in items if i.status == "draft" and i.key not in withdrawn]
    excluded = {item.path for item in (*hidden, *drafts)}
    kept, groups = drop_duplicates([item for item in items if item.path not in excluded])
    unpromoted = _remove_unpromoted(kept, groups) if content.unpromoted == "exclude" else []
    twins = {key: [item.path for item in group[1:]] for key, group in groups.items()}
    left_out = [
        *[LeftOut(item.path, WITHDRAWN) for item in hidden],
        *[LeftOut(item.path, DRAFT) for item in drafts],
        *[LeftOut(item.path, NOT_PROMOTED, item.link) for item in unpromoted],
        *[LeftOut(path, DUPLICATE) for paths in twins.values() for path in paths],
    ]
    return Selection(
        items=list(kept.values()),
        twins={key: tuple(sorted(paths)) for key, paths in twins.items()},
        withdrawn=frozenset(url for item in hidden for url in _urls(item)),
        hidden=hidden,
        left_out=tuple(sorted(left_out, key=lambda left: left.path)),
        problems=(*_withdrawn_problems(hidden, withdrawn), *duplicate_problems(groups)),
    )


def _withdrawn_keys(items: Sequence[Item]) -> dict[str, str]:
    """Return the keys of withdrawn articles, each with the path of the first record that withdraws it."""
    withdrawing = sorted(
        [(item.path, item.key) for item in items if item.status == "withdrawn"], reverse=True
    )
    return {key: path for path, key in withdrawing}


def _remove_unpromoted(kept: dict[str, Item], groups: dict[str, list[Item]]) -> list[Item]:
    """Remove the articles that no record promotes from both dicts, and return all their records."""
    removed: list[Item] = []
    for item in [item for item in kept.values() if not item.promoted]:
        removed.extend(groups.pop(item.key, [item]))
        del kept[item.key]
    return removed


def _urls(item: Item) -> Iterator[str]:
    """Yield every URL that a link to an item may have."""
    candidates = (item.key, item.link, item.original_url, item.web_url, item.amp_url, item.cdn_amp_url)
    return (url for url in candidates if url)


def _withdrawn_problems(hidden: Sequence[Item], withdrawn: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a warning for each record that is left out because another record withdraws its article."""
    for item in hidden:
        if item.status != "withdrawn":
            yield Problem(
                path=item.path,
                line=0,
                field=identity_field(item),
                message=f"same article as '{withdrawn[item.key]}', which is withdrawn: this record is left out too",
                hint="Remove this record, or delete 'removed' or 'deleted' from the other one.",
                severity="warning",
            )
