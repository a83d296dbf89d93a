"""``explain``: run a build up to its plan, and explain one item or one file. Writes nothing, fetches nothing.

To find the files that show an item, every view of the plan is made, as in a build, and searched for the item's URLs.
So no second description of the outputs can go out of date.
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
from generator.base.toml_text import format_value
from generator.base.urls import anchored_url, canonical_url
from generator.commands.record_origin import describe_origin
from generator.model.catalogue import Row
from generator.model.options import BuildOptions
from generator.model.output import Document, Feed, Page, PlannedOutput
from generator.model.results.explanation import (
    Explanation,
    FileExplanation,
    ItemExplanation,
    LeftOutExplanation,
    OutputExplanation,
    StoryExplanation,
)
from generator.organise.explain import explain_related, explain_score, explain_topics
from generator.organise.name_slugs import suggest_name
from generator.organise.stories.explain import explain_story
from generator.pipeline.context import BuildContext, load_context
from generator.pipeline.site import PlannedSite, plan_site
from generator.pipeline.state import BuildState
from generator.plan.site import Plan
from generator.plan.stories import has_page, story_path
from generator.plan.urls import output_file

MAX_TITLES = 5
"""Titles to show of each part of a file."""

CHUNK = 400
"""Outputs that a worker searches at a time."""

SETTINGS_OF_KIND = {
    "list": ("lists",),
    "feed": ("feeds",),
    "item": ("lists",),
    "ready": (),
    "api list": ("api",),
}
"""Kind of output → the tables of settings that affect it. ``[rank]`` also affects the front page."""


class _ExplainedSite(NamedTuple):
    """A planned site, and the context of the build that would make it."""

    context: BuildContext
    planned: PlannedSite

    @property
    def plan(self) -> Plan:
        """The plan of the site."""
        return self.planned.plan


def explain(options: BuildOptions, target: str) -> Explanation:
    """Explain an output path, a URL of the site, the URL of an article, or a record file.

    Raises :class:`SettingsError` if the site has no such file or item, and the errors that a build raises for its
    settings.
    """
    site = _plan(options)
    candidates = _candidates(site, target)
    for candidate in candidates:
        explanation = _explain_record(site, candidate) or _explain_output(site, candidate)
        if explanation is not None:
            return explanation
    near = _closest_name(site, candidates)
    hint = f"Did you mean {near}?" if near else "Name an output file, a URL, or a record file."
    raise SettingsError(f"the site has nothing called {target}", hint)


def _plan(options: BuildOptions) -> _ExplainedSite:
    context = load_context(msgspec.structs.replace(options, dry_run=True))
    with ScratchDir() as scratch:
        return _ExplainedSite(context, plan_site(context, BuildState(context), scratch, Progress()))


def _candidates(site: _ExplainedSite, target: str) -> list[str]:
    """Return what ``target`` may mean, most likely first: paths of the site, paths in its folders, or a URL."""
    options, base = site.context.options, site.context.settings.site.base_url
    if target.startswith(base):
        return _path_variants(target.removeprefix(base))
    if "://" in target:
        return [target]
    root = urlsplit(base).path
    paths = [target, target.removeprefix(f"{site.context.content.below}/")]
    for folder in (*site.context.content.roots, options.output):
        path = Path(target)
        if path.resolve().is_relative_to(folder.resolve()):
            paths.append(path.resolve().relative_to(folder.resolve()).as_posix())
    if target.startswith(root):
        paths.append(target.removeprefix(root))
    return [variant for path in paths for variant in _path_variants(path)]


def _path_variants(url: str) -> list[str]:
    """Return a URL as a path, and as the index file that a host serves for it."""
    path = unquote(urlsplit(url).path) if "#" in url or "?" in url else unquote(url)
    path = path.strip("/") if path != "." else ""
    return [path, f"{path}/index.html".lstrip("/")]


def _explain_record(site: _ExplainedSite, name: str) -> Explanation | None:
    """Explain a record, given its path or a URL of its article."""
    catalogue = site.plan.context.catalogue
    urls = {canonical_url(name), anchored_url(name)} if "://" in name else set()
    for row, item in enumerate(catalogue.items):
        if item.path == name or not urls.isdisjoint((item.key, item.link, item.original_url, item.web_url)):
            return _explain_item(site, row)
    shown = site.context.shown_path(name)
    problems = tuple(each.format_line() for each in site.planned.problems if each.path == shown)
    for record in catalogue.left_out:
        if record.path == name:
            return LeftOutExplanation(shown, record.reason, problems)
    return None


def _explain_output(site: _ExplainedSite, path: str) -> Explanation | None:
    output = next((each for each in site.plan.planned if each.path == path), None)
    if output is None:
        return None
    return _explain_item(site, output.index) if output.kind == "item" else _explain_file(site, output)


def _explain_item(site: _ExplainedSite, row: Row) -> ItemExplanation:
    context, settings = site.plan.context, site.context.settings
    catalogue, item = context.catalogue, context.catalogue.items[row]
    provider = context.providers.get(catalogue.provider_of[row])
    return ItemExplanation(
        title=item.title,
        record=site.context.shown_path(item.path),
        key=item.key,
        output=output_file(context.place(row)),
        published=item.published.isoformat() if item.published else "",
        standing=explain_score(catalogue, settings, row),
        topics=tuple(explain_topics(catalogue, row)),
        provider=f"{provider.name} ({provider.slug})" if provider else "",
        related=tuple(
            explain_related(
                catalogue,
                row,
                lambda each: context.urls.absolute(context.place(each)),
                context.settings.site.language,
            )
        ),
        story=_explain_story(site, row),
        outputs=tuple(_outputs_showing(site, row)),
        notes=tuple(_notes(site, row)),
    )


def _explain_story(site: _ExplainedSite, row: Row) -> StoryExplanation | None:
    context = site.plan.context
    story = context.catalogue.story_of.get(row)
    return explain_story(
        context.catalogue,
        context.settings,
        site.planned.records.site_data.topics,
        row,
        lambda each: context.urls.absolute(context.place(each)),
        story_path(story) if story and has_page(story) else "",
    )


def _notes(site: _ExplainedSite, row: Row) -> Iterator[str]:
    """Yield notes about an item: duplicates, a clamped date, problems of its record."""
    catalogue = site.plan.context.catalogue
    item = catalogue.items[row]
    if item.source_id:
        content = site.context.content
        yield from describe_origin(content.roots[item.path in site.context.listing.pool], item)
    for path in catalogue.twins.get(row, ()):
        yield f"replaces {path}, a record of the same article"
    if item.published and item.published > catalogue.latest:
        yield f"its date is treated as {catalogue.latest.isoformat()}: it is far later than every other date"
    for problem in site.planned.problems:
        if problem.path == site.context.shown_path(item.path):
            yield problem.format_line()


def _outputs_showing(site: _ExplainedSite, row: Row) -> Iterator[OutputExplanation]:
    """Yield every output that links to an item: to its page on the site, or to the original article."""
    plan, item = site.plan, site.plan.context.catalogue.items[row]
    place = plan.context.place(row)
    urls = tuple([each for each in (plan.context.urls.link(place), item.link) if each])
    chunks = split_chunks(len(plan.planned), CHUNK)
    executor = site.context.executor_for(len(chunks), 1)
    for results in executor.map(_find_urls, (plan, urls), chunks):
        yield from [
            OutputExplanation(path, "itself" if path == output_file(place) else part)
            for path, part in results
        ]


def _find_urls(job: tuple[Plan, tuple[str, ...]], rows: Sequence[int]) -> list[tuple[str, str]]:
    """Return ``(path, part)`` of every planned output with a view that has one of the URLs."""
    plan, urls = job
    encode, encoded_urls = msgspec.msgpack.Encoder().encode, [each.encode() for each in urls]

    def has_url(value: object) -> bool:
        data = encode(value)
        return any(url in data for url in encoded_urls)

    found: list[tuple[str, str]] = []
    for row in rows:
        view = _make_view(plan, plan.planned[row])
        if view is not None and has_url(view):
            part = next((name for name in _part_names(view) if has_url(getattr(view, name))), "")
            found.append((plan.planned[row].path, part))
    return found


def _make_view(plan: Plan, planned_output: PlannedOutput) -> Any:
    """Return the view of an output, ``None`` for a file without one."""
    output = plan.make_output(planned_output)
    if isinstance(output, Page):
        return output.page
    if isinstance(output, Document):
        return output.body
    return output.feed if isinstance(output, Feed) else None


def _part_names(view: msgspec.Struct) -> tuple[str, ...]:
    """Return the fields of a view, lists first: the head of an item's page also has its URL, and says less."""
    names = view.__struct_fields__
    return (*[name for name in names if isinstance(getattr(view, name), tuple)], *names)


def _explain_file(site: _ExplainedSite, output: PlannedOutput) -> FileExplanation:
    view, settings = _make_view(site.plan, output), site.context.settings
    tables = SETTINGS_OF_KIND.get(output.kind, ())
    if output.path == "index.html":
        tables = (*tables, "rank")
    relevant = [
        (f"{table}.{name}", format_value(value))
        for table in tables
        for name, value in msgspec.structs.asdict(getattr(settings, table)).items()
    ]
    title = getattr(view, "heading", "") or getattr(view, "title", "") if view is not None else ""
    parts = tuple(_list_parts(view)) if view is not None else ()
    kind = output.template or type(site.plan.make_output(output)).__name__.lower()
    return FileExplanation(output.path, kind, title, parts, tuple(relevant))


def _list_parts(view: msgspec.Struct) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """Yield name, length and first titles of every list in a view."""
    for name in view.__struct_fields__:
        values = getattr(view, name)
        if isinstance(values, tuple) and values and name != "crumbs":
            titles = [
                each if isinstance(each, str) else getattr(each, "title", "") for each in values[:MAX_TITLES]
            ]
            yield name, len(values), tuple(title for title in titles if title and isinstance(title, str))


def _closest_name(site: _ExplainedSite, candidates: Sequence[str]) -> str:
    """Return the output path, record path or key most similar to one of the candidates, "" for none."""
    catalogue = site.plan.context.catalogue
    names = sorted(
        {*site.plan.paths, *[item.path for item in catalogue.items], *[i.key for i in catalogue.items]}
    )
    files_first = sorted(filter(None, candidates), key=lambda path: "." not in path.rpartition("/")[2])
    return next((near for path in files_first if (near := suggest_name(path, names))), "")
