"""Writes ``changes.json``: the URLs that a build added, changed and removed.

The file is written into the cache, not the site: it describes one build, and a site must not depend on how many builds
it took.
"""

from collections.abc import Iterable, Mapping
from contextlib import nullcontext, suppress

from generator.base.errors import OutputError
from generator.base.tag_uri import build_tag_uri
from generator.model.catalogue import Row
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


def write_changes(context: BuildContext, published: Published, ledger: LedgerFile) -> tuple[MovedItem, ...]:
    """Write the changes of a build, and return the items that moved.

    The cached ledger is read only if an item's page was written or something was removed. Raises :class:`OutputError`
    if the file that ``--changes`` names cannot be written.
    """
    plan = published.plan
    pages = [row for row in (*published.added, *published.changed) if plan.planned[row].kind == "item"]
    changes = _changes(
        context, published, ledger.previous if pages or published.removed else PreviousLedger({})
    )
    if pages or published.removed:
        with suppress(OSError):
            ledger.save(plan.context.catalogue)
    with suppress(OutputError) if context.options.changes is None else nullcontext():
        save_changes(context.cache.changes, changes)
    return changes.moved


def _changes(context: BuildContext, published: Published, previous: PreviousLedger) -> Changes:
    plan, site = published.plan, context.settings.site.base_url
    gone = previous.keys_at([path.removesuffix(PAGE) for path in published.removed])
    keys = {f"{place}{PAGE}": key for place, key in gone.items()}
    kinds = {path: "page" for path in published.removed if path.endswith(PAGE)}
    written: list[Row] = []  # an item that moved has a new page
    for row in (*published.added, *published.changed):
        planned_output = plan.planned[row]
        kinds[planned_output.path] = _kind(plan, planned_output)
        if planned_output.kind == "item":
            written.append(planned_output.index)
            keys[planned_output.path] = plan.context.catalogue.items[planned_output.index].key
    record = _ChangeRecorder(UrlBuilder(site), context.settings.feeds.id_authority, keys, kinds).record
    return Changes(
        site=site,
        added=record(plan.planned[row].path for row in published.added),
        changed=record(plan.planned[row].path for row in published.changed),
        removed=record(published.removed),
        moved=previous.moved(plan.context.catalogue, written),
    )


def _kind(plan: Plan, planned_output: PlannedOutput) -> str:
    """Return a file's kind as ``ping`` needs it. Archived feeds have none: nobody subscribes to them."""
    if planned_output.kind == "feed":
        return "" if plan.feeds[planned_output.index].archive else "feed"
    return "page" if planned_output.template and planned_output.url else ""


class _ChangeRecorder:
    """Describes files by URL, and item pages also by entry id."""

    def __init__(
        self, urls: UrlBuilder, authority: str, keys: Mapping[str, str], kinds: Mapping[str, str]
    ) -> None:
        self._urls, self._authority, self._keys, self._kinds = urls, authority, keys, kinds

    def record(self, paths: Iterable[str]) -> tuple[Change, ...]:
        return tuple(
            [
                Change(self._url(path), path, self._id(path), self._kinds.get(path, ""))
                for path in sorted(paths)
            ]
        )

    def _url(self, path: str) -> str:
        is_page = path == "index.html" or path.endswith(PAGE)
        return self._urls.absolute(path.removesuffix("index.html") if is_page else path)

    def _id(self, path: str) -> str:
        key = self._keys.get(path)
        return build_tag_uri(self._authority, key) if key else ""
