"""Which records are built. Every record is either among the items or named with the reason it is left out."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.base.problem import Problem
from generator.model.catalogue import LeftOut
from generator.model.item import Item
from generator.model.settings import ContentSettings
from generator.organise.duplicates import drop_duplicates, duplicate_problems

WITHDRAWN = "withdrawn"
DRAFT = "draft"
NOT_PROMOTED = "not promoted"
DUPLICATE = "duplicate"
"""The reasons that a summary counts by."""


class Selection(Struct, frozen=True):
    """``items`` have distinct keys and no order yet. ``twins`` maps a key to the paths of the records behind it.
    ``withdrawn`` holds every address of withdrawn articles, which nothing may link to. ``left_out`` is by path.
    """

    items: Sequence[Item]
    twins: Mapping[str, tuple[str, ...]]
    withdrawn: frozenset[str]
    left_out: tuple[LeftOut, ...]
    problems: tuple[Problem, ...]


def select(items: Sequence[Item], content: ContentSettings) -> Selection:
    """Choose the items of the site, one for each key."""
    withdrawn = _withdrawn_paths(items)
    hidden = [item for item in items if item.key in withdrawn]
    drafts = [] if content.drafts else [i for i in items if i.status == "draft" and i.key not in withdrawn]
    passed_over = {item.path for item in (*hidden, *drafts)}
    stays, groups = drop_duplicates([item for item in items if item.path not in passed_over])
    unpromoted = _take_unpromoted(stays, groups) if content.unpromoted == "exclude" else []
    twins = {key: [item.path for item in group[1:]] for key, group in groups.items()}
    left_out = [
        *[LeftOut(item.path, WITHDRAWN) for item in hidden],
        *[LeftOut(item.path, DRAFT) for item in drafts],
        *[LeftOut(item.path, NOT_PROMOTED) for item in unpromoted],
        *[LeftOut(path, DUPLICATE) for paths in twins.values() for path in paths],
    ]
    return Selection(
        items=list(stays.values()),
        twins={key: tuple(sorted(paths)) for key, paths in twins.items()},
        withdrawn=frozenset(address for item in hidden for address in _addresses(item)),
        left_out=tuple(sorted(left_out, key=lambda left: left.path)),
        problems=(*_withdrawn_problems(hidden, withdrawn), *duplicate_problems(groups)),
    )


def _withdrawn_paths(items: Sequence[Item]) -> dict[str, str]:
    """Return the keys that must not appear, each with the first record that withdraws it."""
    withdrawing = sorted(
        [(item.path, item.key) for item in items if item.status == "withdrawn"], reverse=True
    )
    return {key: path for path, key in withdrawing}


def _take_unpromoted(stays: dict[str, Item], groups: dict[str, list[Item]]) -> list[Item]:
    """Remove the articles that no record promotes, and return all their records."""
    taken: list[Item] = []
    for item in [item for item in stays.values() if not item.promoted]:
        taken.extend(groups.pop(item.key, [item]))
        del stays[item.key]
    return taken


def _addresses(item: Item) -> Iterator[str]:
    """Yield what a link to an item may look like."""
    candidates = (item.key, item.link, item.original_url, item.web_url, item.amp_url, item.cdn_amp_url)
    return (address for address in candidates if address)


def _withdrawn_problems(hidden: Sequence[Item], withdrawn: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a warning for each record that does not say itself that it is withdrawn."""
    for item in hidden:
        if item.status != "withdrawn":
            yield Problem(
                path=item.path,
                line=0,
                field="originalUrl" if item.original_url else "webUrl",
                message=f"same article as '{withdrawn[item.key]}', which is withdrawn: this record is left out, too",
                hint="Remove this record, or 'removed'/'deleted' from the other one.",
                severity="warning",
            )
