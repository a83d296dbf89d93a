"""Paths that records choose: permalinks of items, and aliases, which are former paths that redirect to an item.

No choice takes a path away from another item or from a part of the site. One that would is ignored, and a problem names
both.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import get_args

from generator.base.problem import Problem
from generator.model.catalogue import Row
from generator.model.item import Item, Kind
from generator.model.ledger import Redirect
from generator.model.settings import SectionSettings
from generator.organise.ledger_paths import ReservedPaths
from generator.organise.permalinks import oldest_first

_SITE_FOLDERS = frozenset(
    (
        *SectionSettings.__struct_fields__,
        "api",
        "daily",
        "history",
        "sources",
        "stories",
        "page",
        "pictures",
        "search",
        "static",
    )
) | {"top", "undated", "weekly"}
"""Top-level folders that belong to the site itself."""

_SITE_PATHS = re.compile(
    rf"(?:404|index)(?:\.html)?|[0-9]{{4}}(?:/[0-9]{{2}}){{0,2}}|(?:{'|'.join(get_args(Kind))})"
)
_SITE_NAMES = frozenset(("page", "undated"))
_THE_SITE = "the site itself"
_HINT = "Choose another path for one of the two."


def choose_permalinks(
    items: Sequence[Item], plain: Sequence[str], reserved: ReservedPaths, withdrawn: Collection[str]
) -> tuple[dict[Row, str], list[Problem]]:
    """Return the permalinks that records choose, by row. ``plain`` has the path of every item without its choice."""
    chosen: dict[Row, str] = {}
    problems: list[Problem] = []
    asking = [row for row, item in enumerate(items) if item.permalink]
    if not asking:
        return chosen, problems
    owners = {path.casefold(): items[row].path for row, path in enumerate(plain) if not items[row].permalink}
    owners |= dict.fromkeys(withdrawn, "a withdrawn record")
    for row in oldest_first(items, asking):
        item, folded = items[row], items[row].permalink.casefold()
        owner = owners.get(folded) or _other_owner(folded, item, reserved)
        if owner:
            problems.append(_taken(item, "permalink", item.permalink, owner))
        else:
            chosen[row] = item.permalink
            owners[folded] = item.path
    return chosen, problems


def _other_owner(folded: str, item: Item, reserved: ReservedPaths) -> str:
    """Return who needs a path besides the items, "" for nobody."""
    if _is_of_site(folded):
        return _THE_SITE
    return "" if reserved.allows(folded, item.key) else f"{reserved.owners[folded]} in the ledger"


def _is_of_site(path: str) -> bool:
    first, *rest = path.split("/")
    is_inside = first in _SITE_FOLDERS or any(name in _SITE_NAMES for name in rest)
    return is_inside or _SITE_PATHS.fullmatch(path) is not None


def alias_redirects(
    items: Sequence[Item],
    links: Sequence[str],
    others: Iterable[str],
    redirects: Sequence[Redirect],
    reserved: ReservedPaths,
) -> tuple[tuple[Redirect, ...], list[Problem]]:
    """Return the redirects of a site with those that the aliases of records add.

    ``links`` has the path of every item, ``others`` those of pages that name several.
    """
    added: list[Redirect] = []
    problems: list[Problem] = []
    asking = [row for row, item in enumerate(items) if item.aliases]
    owners: Mapping[str, str] = {}
    if asking:
        owners = {path.casefold(): items[row].path for row, path in enumerate(links)}
        owners |= dict.fromkeys([path.casefold() for path in others], "several records")
    held = {each.path.casefold(): each.row for each in redirects}
    for row in oldest_first(items, asking):
        item = items[row]
        for alias in item.aliases:
            folded = alias.casefold()
            owner = owners.get(folded) or _other_owner(folded, item, reserved)
            if owner == item.path or held.get(folded) == row:
                continue
            if owner or folded in held:
                problems.append(_taken(item, "aliases", alias, owner or _holder(items, held[folded])))
                continue
            held[folded] = row
            added.append(Redirect(alias, item.title, row))
    return (*redirects, *added), problems


def _holder(items: Sequence[Item], row: Row | None) -> str:
    return items[row].path if row is not None else "a redirect in the ledger"


def _taken(item: Item, field: str, path: str, owner: str) -> Problem:
    message = f"expected a path of its own, found /{path}, which is that of {owner}: ignored"
    return Problem(item.path, 0, field, message, _HINT, "warning")
