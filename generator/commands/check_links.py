"""``check --external``: find links to other sites that are dead or have moved.

Nothing is built. The links are those of the articles, and the home pages of the providers. Results are stored in the
cache, so that the next check asks only for links that are due.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from generator import __version__
from generator.base.problem import Problem
from generator.base.progress import Progress
from generator.base.user_agent import build_user_agent
from generator.linkcheck.checker import POLITE, LinkCheckOptions, LinkCheckResult, check_urls
from generator.model.item import Item
from generator.model.options import BuildOptions
from generator.model.results.link_check import LinkEntry, LinkFinding, LinkReport, Mention
from generator.net.limits import RequestLimits
from generator.net.ssrf_guard import SsrfGuard
from generator.organise.pool_topics import choose_by_topic
from generator.pipeline.context import BuildContext, load_context
from generator.pipeline.records import locate_problems, read_records
from generator.pipeline.state import BuildState

DEADLINE = 600
"""Seconds that one check may take. Links left over are checked next time."""


class LinkOptions(Struct, frozen=True):
    """Options of a link check: folders, and times in seconds."""

    content: Path
    cache: Path
    deadline: float = DEADLINE
    limits: RequestLimits = POLITE


class _Link(Struct, frozen=True):
    """A link in the content: its provider, and the record fields that contain it."""

    provider: str
    places: list[Problem]


def check_links(options: LinkOptions, progress: Progress) -> LinkReport:
    """Check which links are dead or have moved. Raises the errors that a build raises for its settings."""
    build_options = BuildOptions(content=options.content, output=Path("output"), cache=options.cache)
    context = load_context(build_options)
    records = read_records(context, BuildState(context).records, progress)
    topics = records.site_data.topics
    chosen = choose_by_topic(records.items(), context.listing.pool, topics, context.settings)
    items = [item for item in chosen.items if item.status == "live"]
    links = _collect_links(items)
    check_options = LinkCheckOptions(
        folder=options.cache,
        guard=SsrfGuard(context.settings.images.allow_hosts),
        agent=build_user_agent(__version__, context.settings.site.base_url),
        deadline=options.deadline,
        limits=options.limits,
    )
    return _make_report(context, links, check_urls(check_options, links, progress))


def _collect_links(items: Iterable[Item]) -> dict[str, _Link]:
    """Return every link by its URL, in the order of the records."""
    links: dict[str, _Link] = {}
    for item in items:
        domain = item.source.domain if item.source else ""
        provider = (item.source.name if item.source else "") or domain
        if item.link:
            field = "originalUrl" if item.link == item.original_url else "webUrl"
            _add(links, item.link, provider, item.path, field)
        if domain:
            _add(links, f"https://{domain}/", provider, item.path, "provider")
    return links


def _add(links: dict[str, _Link], url: str, provider: str, path: str, field: str) -> None:
    without_fragment = url.partition("#")[0]
    links.setdefault(without_fragment, _Link(provider, [])).places.append(Problem(path, 0, field, ""))


def _make_report(context: BuildContext, links: Mapping[str, _Link], result: LinkCheckResult) -> LinkReport:
    entries = result.entries
    states = [entry.state for entry in entries.values()]
    bad = {url: entry for url, entry in entries.items() if entry.state in ("dead", "failed") or entry.moved}
    findings = sorted(_findings(context, links, bad), key=lambda each: (each.provider.casefold(), each.url))
    return LinkReport(
        links=len(links),
        asked=result.asked,
        good=states.count("good"),
        closed=states.count("closed"),
        later=len(links) - len(entries) + states.count("busy"),
        dead=tuple([each for each in findings if each.state == "dead"]),
        failed=tuple([each for each in findings if each.state == "failed"]),
        moved=tuple([each for each in findings if each.moved]),
        note=result.note,
    )


def _findings(
    context: BuildContext, links: Mapping[str, _Link], entries: Mapping[str, LinkEntry]
) -> Iterator[LinkFinding]:
    """Yield a finding for each entry, with the files and lines that contain the link."""
    places = [place for url in entries for place in links[url].places]
    lines = {replace(place, line=0): place.line for place in locate_problems(context, places)}
    for url, entry in entries.items():
        mentions = [Mention(each.path, lines[each], each.field) for each in dict.fromkeys(links[url].places)]
        yield LinkFinding(
            provider=links[url].provider,
            url=url,
            state=entry.state,
            status=entry.status,
            since=f"{datetime.fromtimestamp(entry.since, UTC):%Y-%m-%d}",
            reason=entry.reason,
            moved=entry.moved,
            mentions=tuple(mentions),
        )


def link_problems(report: LinkReport) -> list[Problem]:
    """Return a link report as problems of records: a warning for a dead link, ``repaired`` for one that has moved."""
    problems: list[Problem] = []
    for each in (*report.dead, *report.failed):
        message = f"dead link: {each.reason} (since {each.since}): {each.url}"
        problems += [Problem(at.path, at.line, at.field, message, "", "warning") for at in each.mentions]
    for each in report.moved:
        message = f"{each.url} has moved permanently to {each.moved}"
        problems += [Problem(at.path, at.line, at.field, message, "", "repaired") for at in each.mentions]
    return sorted(problems)
