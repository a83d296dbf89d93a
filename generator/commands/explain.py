"""``explain``: the stages of a build up to its plan, asked about one item or one file. Writes nothing, fetches nothing.

What shows an item is not worked out a second time: every view of the plan is made, as a build makes it, and looked
through for the item's addresses.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import msgspec

from generator.base.concurrency.executor import split_chunks
from generator.base.errors import SettingsError
from generator.base.progress import Progress
from generator.base.storage.scratch_dir import ScratchDir
from generator.base.urls import canonical_url
from generator.model.catalogue import Row
from generator.model.options import BuildOptions
from generator.model.output import Document, Feed, Page, PlannedOutput
from generator.model.results.explanation import (
    Explanation,
    FileExplanation,
    ItemExplanation,
    LeftOutExplanation,
    OutputExplanation,
)
from generator.organise.explain import explain_related, explain_score, explain_topics
from generator.organise.name_slugs import suggest_name
from generator.pipeline.context import BuildContext, load_context
from generator.pipeline.site import PlannedSite, plan_site
from generator.pipeline.state import BuildState
from generator.plan.site import Plan
from generator.plan.urls import output_file

FIRST = 5
"""Titles of a part that are named."""

CHUNK = 400
"""Outputs that a worker looks through at a time."""

SHAPED_BY = {"list": ("lists",), "feed": ("feeds",), "item": ("lists",), "ready": (), "api list": ("api",)}
"""Which tables of settings shape a kind of output. The front page is ranked, too."""


class _ExplainedSite(NamedTuple):
    """A site as far as its plan, and the context of the build that would make it."""

    context: BuildContext
    planned: PlannedSite

    @property
    def plan(self) -> Plan:
        """The plan of the site."""
        return self.planned.plan


def explain(options: BuildOptions, target: str) -> Explanation:
    """Explain an output path, an address of the site, an address of an article, or a record file.

    Raises :class:`SettingsError` for what the site does not have, and what a build raises for its settings.
    """
    site = _plan(options)
    words = _spellings(site, target)
    for word in words:
        found = _record(site, word) or _output(site, word)
        if found is not None:
            return found
    near = _near(site, words)
    hint = f"Did you mean {near}?" if near else "Name an output, an address, or a record file."
    raise SettingsError(f"the site has nothing called {target}", hint)


def _plan(options: BuildOptions) -> _ExplainedSite:
    context = load_context(msgspec.structs.replace(options, dry_run=True))
    with ScratchDir() as scratch:
        return _ExplainedSite(context, plan_site(context, BuildState(context), scratch, Progress()))


def _spellings(site: _ExplainedSite, target: str) -> list[str]:
    """Return what may be meant, likeliest first: places of the site, paths under its folders, an address."""
    options, base = site.context.options, site.context.settings.site.base_url
    if target.startswith(base):
        return _places(target.removeprefix(base))
    if "://" in target:
        return [target]
    root = urlsplit(base).path
    found = [target]
    for folder in (options.content, options.output):
        path = Path(target)
        if path.resolve().is_relative_to(folder.resolve()):
            found.append(path.resolve().relative_to(folder.resolve()).as_posix())
    if target.startswith(root):
        found.append(target.removeprefix(root))
    return [place for each in found for place in _places(each)]


def _places(address: str) -> list[str]:
    """Return a place as it is, and as the file that a host serves for it."""
    place = unquote(urlsplit(address).path) if "#" in address or "?" in address else unquote(address)
    place = place.strip("/") if place != "." else ""
    return [place, f"{place}/index.html".lstrip("/")]


def _record(site: _ExplainedSite, word: str) -> Explanation | None:
    """Explain a record by its path, or by an address of its article."""
    catalogue = site.plan.context.catalogue
    address = canonical_url(word) if "://" in word else ""
    for row, item in enumerate(catalogue.items):
        if item.path == word or (
            address and address in (item.key, item.link, item.original_url, item.web_url)
        ):
            return _item(site, row)
    told = tuple(each.told() for each in site.planned.problems if each.path == word)
    for left in catalogue.left_out:
        if left.path == word:
            return LeftOutExplanation(word, left.reason, told)
    return LeftOutExplanation(word, "faulty", told) if word in site.planned.faulty() else None


def _output(site: _ExplainedSite, word: str) -> Explanation | None:
    planned_output = next((each for each in site.plan.planned if each.path == word), None)
    if planned_output is None:
        return None
    return _item(site, planned_output.index) if planned_output.kind == "item" else _file(site, planned_output)


def _item(site: _ExplainedSite, row: Row) -> ItemExplanation:
    context, settings = site.plan.context, site.context.settings
    catalogue, item = context.catalogue, context.catalogue.items[row]
    provider = context.providers.get(catalogue.provider_of[row])
    return ItemExplanation(
        title=item.title,
        record=item.path,
        key=item.key,
        output=output_file(context.place(row)),
        published=item.published.isoformat() if item.published else "",
        standing=explain_score(catalogue, settings, row),
        topics=tuple(explain_topics(catalogue, row)),
        provider=f"{provider.name} ({provider.slug})" if provider else "",
        related=tuple(
            explain_related(catalogue, row, lambda each: context.addresses.absolute(context.place(each)))
        ),
        outputs=tuple(_shown_by(site, row)),
        notes=tuple(_notes(site, row)),
    )


def _notes(site: _ExplainedSite, row: Row) -> Iterator[str]:
    """Yield what else was decided of an item."""
    catalogue = site.plan.context.catalogue
    item = catalogue.items[row]
    for path in catalogue.twins.get(row, ()):
        yield f"stands for {path}, a record of the same article"
    if item.published and item.published > catalogue.latest:
        yield f"its date counts as {catalogue.latest.isoformat()}: it lies far beyond those of all other items"
    for problem in site.planned.problems:
        if problem.path == item.path:
            yield problem.told()


def _shown_by(site: _ExplainedSite, row: Row) -> Iterator[OutputExplanation]:
    """Yield every output whose view leads to an item: to its page, or to where it was published."""
    plan, item = site.plan, site.plan.context.catalogue.items[row]
    place = plan.context.place(row)
    addresses = tuple([each for each in (plan.context.addresses.link(place), item.link) if each])
    pieces = split_chunks(len(plan.planned), CHUNK)
    executor = site.context.executor_for(len(pieces), 1)
    for found in executor.map(_showing, (plan, addresses), pieces):
        yield from [
            OutputExplanation(path, "itself" if path == output_file(place) else part) for path, part in found
        ]


def _showing(job: tuple[Plan, tuple[str, ...]], rows: Sequence[int]) -> list[tuple[str, str]]:
    plan, addresses = job
    encode, sought = msgspec.msgpack.Encoder().encode, [each.encode() for each in addresses]

    def leads_there(value: object) -> bool:
        data = encode(value)
        return any(address in data for address in sought)

    found: list[tuple[str, str]] = []
    for row in rows:
        view = _view(plan, plan.planned[row])
        if view is not None and leads_there(view):
            part = next((name for name in _parts(view) if leads_there(getattr(view, name))), "")
            found.append((plan.planned[row].path, part))
    return found


def _view(plan: Plan, planned_output: PlannedOutput) -> Any:
    """Return what an output shows, ``None`` for a file that shows nothing of ours."""
    output = plan.make(planned_output)
    if isinstance(output, Page):
        return output.page
    if isinstance(output, Document):
        return output.body
    return output.feed if isinstance(output, Feed) else None


def _parts(view: msgspec.Struct) -> tuple[str, ...]:
    """Return the parts of a view, those that hold several things first: a head names the page itself."""
    names = view.__struct_fields__
    return (*[name for name in names if isinstance(getattr(view, name), tuple)], *names)


def _file(site: _ExplainedSite, planned_output: PlannedOutput) -> FileExplanation:
    view, settings = _view(site.plan, planned_output), site.context.settings
    tables = SHAPED_BY.get(planned_output.kind, ())
    if planned_output.path == "index.html":
        tables = (*tables, "rank")
    shaping = [
        (f"{table}.{name}", str(value))
        for table in tables
        for name, value in msgspec.structs.asdict(getattr(settings, table)).items()
    ]
    title = getattr(view, "heading", "") or getattr(view, "title", "") if view is not None else ""
    holds = tuple(_holds(view)) if view is not None else ()
    kind = planned_output.template or type(site.plan.make(planned_output)).__name__.lower()
    return FileExplanation(planned_output.path, kind, title, holds, tuple(shaping))


def _holds(view: msgspec.Struct) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    for name in view.__struct_fields__:
        values = getattr(view, name)
        if isinstance(values, tuple) and values and name != "crumbs":
            titles = [str(getattr(each, "title", "")) for each in values[:FIRST]]
            yield name, len(values), tuple(title for title in titles if title)


def _near(site: _ExplainedSite, words: Sequence[str]) -> str:
    """Return the output or the record that is most like what was asked for."""
    catalogue = site.plan.context.catalogue
    names = sorted(
        {*site.plan.paths, *[item.path for item in catalogue.items], *[i.key for i in catalogue.items]}
    )
    pages_first = sorted(filter(None, words), key=lambda word: "." not in word.rpartition("/")[2])
    return next((near for word in pages_first if (near := suggest_name(word, names))), "")
