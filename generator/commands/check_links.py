"""``check --external``: the links that lead from the records out of the site, and which of them lead nowhere any more.

Nothing is built. The links are those of the articles, and the sites of the providers. What is found is kept in the
cache, so that the next check asks only for what is due.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from generator import __version__
from generator.base.problem import Problem
from generator.base.progress import Progress
from generator.images.fetcher import build_user_agent
from generator.linkcheck.checker import PAUSE, POLITE, LinkCheckOptions, LinkCheckResult, check_urls
from generator.model.item import Item
from generator.model.options import BuildOptions
from generator.model.results.link_check import LinkEntry, LinkFinding, LinkReport, Mention
from generator.net.limits import RequestLimits
from generator.net.ssrf_guard import SsrfGuard
from generator.pipeline.context import BuildContext, load_context
from generator.pipeline.records import locate_problems, read_records
from generator.pipeline.state import BuildState

DEADLINE = 600
"""Seconds that one check may take. What it did not come to is for the next."""


class LinkOptions(Struct, frozen=True):
    """What is to be checked, and how: folders, and seconds."""

    content: Path
    cache: Path
    deadline: float = DEADLINE
    pause: float = PAUSE
    limits: RequestLimits = POLITE


class _Link(Struct, frozen=True):
    """A link of the content: whose it is, and where it is named."""

    provider: str
    places: list[Problem]


def check_links(options: LinkOptions, progress: Progress) -> LinkReport:
    """Find out which links are dead or have moved. Raises what a build raises for its settings."""
    built = BuildOptions(content=options.content, output=Path("output"), cache=options.cache)
    context = load_context(built)
    records = read_records(context, BuildState(context).records, progress)
    items = [item for item in records.items() if item.status == "live"]
    links = _links(items)
    errand = LinkCheckOptions(
        folder=options.cache,
        guard=SsrfGuard(context.settings.images.allow_hosts),
        agent=build_user_agent(__version__, context.settings.site.base_url),
        deadline=options.deadline,
        pause=options.pause,
        limits=options.limits,
    )
    return _report(context, links, check_urls(errand, links, progress))


def _links(items: Iterable[Item]) -> dict[str, _Link]:
    """Return every link by its address, in the order of the records."""
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
    address = url.partition("#")[0]
    links.setdefault(address, _Link(provider, [])).places.append(Problem(path, 0, field, ""))


def _report(context: BuildContext, links: Mapping[str, _Link], found: LinkCheckResult) -> LinkReport:
    known = found.entries
    states = [entry.state for entry in known.values()]
    told = {url: entry for url, entry in known.items() if entry.state in ("dead", "failed") or entry.moved}
    findings = sorted(_findings(context, links, told), key=lambda each: (each.provider.casefold(), each.url))
    return LinkReport(
        links=len(links),
        asked=found.asked,
        good=states.count("good"),
        closed=states.count("closed"),
        later=len(links) - len(known) + states.count("busy"),
        dead=tuple([each for each in findings if each.state == "dead"]),
        failed=tuple([each for each in findings if each.state == "failed"]),
        moved=tuple([each for each in findings if each.moved]),
        note=found.note,
    )


def _findings(
    context: BuildContext, links: Mapping[str, _Link], told: Mapping[str, LinkEntry]
) -> Iterator[LinkFinding]:
    """Yield what there is to say, with the lines where the content names each link."""
    places = [place for url in told for place in links[url].places]
    lines = {replace(place, line=0): place.line for place in locate_problems(context, places)}
    for url, entry in told.items():
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
    """Return what was found as problems of records: what is dead is warned of, what moved is a remark."""
    found: list[Problem] = []
    for each in (*report.dead, *report.failed):
        message = (
            f"expected an address that answers, found that {each.reason} (since {each.since}): {each.url}"
        )
        found += [Problem(at.path, at.line, at.field, message, "", "warning") for at in each.mentions]
    for each in report.moved:
        message = f"{each.url} has moved for good to {each.moved}"
        found += [Problem(at.path, at.line, at.field, message, "", "repaired") for at in each.mentions]
    return sorted(found)
