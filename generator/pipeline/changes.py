"""What a build did, address by address.

It is written beside the stores, not into the site: it tells of one build, and a site must not depend on how many builds
it took.
"""

from collections.abc import Iterable, Mapping
from contextlib import nullcontext, suppress

from generator.base.errors import OutputError
from generator.base.tag_uri import build_tag_uri
from generator.model.changes import Change, Changes
from generator.model.ledger import MovedItem
from generator.model.output import PlannedOutput
from generator.pipeline.context import BuildContext
from generator.pipeline.ledger import LedgerFile, PreviousLedger
from generator.pipeline.publish import Published
from generator.plan.site import Plan
from generator.plan.urls import UrlBuilder
from generator.write.changes_file import save_changes

PAGE = "/index.html"


def write_changes(context: BuildContext, published: Published, book: LedgerFile) -> tuple[MovedItem, ...]:
    """Write what a build did, and return the items that moved.

    The ledger in the cache is looked at only where an item's page was written, or something removed. Raises
    :class:`OutputError` where a file was asked for that cannot be written.
    """
    plan = published.plan
    pages = [row for row in (*published.added, *published.changed) if plan.planned[row].kind == "item"]
    changes = _changes(
        context, published, book.previous if pages or published.removed else PreviousLedger({})
    )
    if pages or published.removed:
        with suppress(OSError):
            book.remember(plan.context.catalogue)
    with suppress(OutputError) if context.options.changes is None else nullcontext():
        save_changes(context.cache.changes, changes)
    return changes.moved


def _changes(context: BuildContext, published: Published, past: PreviousLedger) -> Changes:
    plan, site = published.plan, context.settings.site.base_url
    gone = past.keys_at([path.removesuffix(PAGE) for path in published.removed])
    keys = {f"{place}{PAGE}": key for place, key in gone.items()}
    kinds = {path: "page" for path in published.removed if path.endswith(PAGE)}
    for row in (*published.added, *published.changed):
        planned_output = plan.planned[row]
        kinds[planned_output.path] = _kind(plan, planned_output)
        if planned_output.kind == "item":
            keys[planned_output.path] = plan.context.catalogue.items[planned_output.index].key
    told = _ChangeRecorder(UrlBuilder(site), context.settings.feeds.id_authority, keys, kinds).tell
    return Changes(
        site=site,
        added=told(plan.planned[row].path for row in published.added),
        changed=told(plan.planned[row].path for row in published.changed),
        removed=told(published.removed),
        moved=past.moved(plan.context.catalogue),
    )


def _kind(plan: Plan, planned_output: PlannedOutput) -> str:
    """Return what a file is to others. Archives are read by who comes late; nobody waits for them."""
    if planned_output.kind == "feed":
        return "" if plan.feeds[planned_output.index].archive else "feed"
    return "page" if planned_output.template and planned_output.address else ""


class _ChangeRecorder:
    """Tells of files by their addresses, and of items' pages by their ids."""

    def __init__(
        self, addresses: UrlBuilder, authority: str, keys: Mapping[str, str], kinds: Mapping[str, str]
    ) -> None:
        self._addresses, self._authority, self._keys, self._kinds = addresses, authority, keys, kinds

    def tell(self, paths: Iterable[str]) -> tuple[Change, ...]:
        return tuple(
            [
                Change(self._address(path), path, self._id(path), self._kinds.get(path, ""))
                for path in sorted(paths)
            ]
        )

    def _address(self, path: str) -> str:
        is_page = path == "index.html" or path.endswith(PAGE)
        return self._addresses.absolute(path.removesuffix("index.html") if is_page else path)

    def _id(self, path: str) -> str:
        key = self._keys.get(path)
        return build_tag_uri(self._authority, key) if key else ""
