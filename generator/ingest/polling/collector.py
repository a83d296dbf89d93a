"""Request many sources: public ones in one crawl, those of private networks in another.

Only the second may connect to this machine or a private network, and only to the very hosts and ports that
``sources.toml`` names. It follows no redirects.
"""

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from generator.ingest.polling.source_answer import SourceAnswer, SourceRequest
from generator.model.ingest_sources import Source
from generator.net.limits import RequestLimits
from generator.net.ssrf_guard import SsrfGuard

POLITE = RequestLimits(
    at_once=16,
    per_host=1,
    per_site=2,
    pause=1.0,
    connect=5.0,
    read=15.0,
    total=30.0,
    redirects=5,
    downgrade=False,
)
"""Many hosts at once, one request per host with a pause after it, two per domain."""


class CollectOptions(Struct, frozen=True):
    """How to request sources. ``agent`` is the User-Agent, ``now`` in seconds since 1970, other times in seconds."""

    agent: str
    now: int
    deadline: float
    allow_hosts: Sequence[str] = ()
    limits: RequestLimits = POLITE
    retry_pause: float = 2.5


class CollectResult(Struct, frozen=True):
    """The answers by URL. ``offline`` tells that no public host could be reached."""

    answers: Mapping[str, SourceAnswer]
    offline: bool = False


def _show_nothing(_count: int) -> None:
    """Show no progress."""


def request_sources(
    options: CollectOptions,
    jobs: Sequence[tuple[Source, SourceRequest]],
    step: Callable[[int], None] = _show_nothing,
) -> CollectResult:
    """Request sources in their order, and call ``step`` after each. A URL without an answer was not reached in time."""
    public = [request for source, request in jobs if not source.allow_private]
    private = [request for source, request in jobs if source.allow_private]
    answers, ended = _crawl(options, public, options.allow_hosts, options.limits, step)
    allowed = [host_and_port(request.url) for request in private]
    inside, _ = _crawl(options, private, allowed, replace(options.limits, redirects=0), step)
    return CollectResult(answers | inside, ended == "offline" and not inside)


def _crawl(
    options: CollectOptions,
    requests: Sequence[SourceRequest],
    allowed: Sequence[str],
    limits: RequestLimits,
    step: Callable[[int], None],
) -> tuple[dict[str, SourceAnswer], str]:
    if not requests:
        return {}, ""
    from generator.ingest.polling.source_client import SOURCE_HEADERS, request_source
    from generator.net.client import HttpClient
    from generator.net.crawl import Crawl, CrawlOptions

    by_url = {request.url: request for request in requests}

    async def request(client: HttpClient, url: str) -> SourceAnswer:
        return await request_source(client, by_url[url], options.now, options.retry_pause)

    headers = {"User-Agent": options.agent, **SOURCE_HEADERS}
    crawl = Crawl(
        CrawlOptions(SsrfGuard(allowed), headers, options.deadline, limits), list(by_url), request, step
    )
    crawl.run()
    return crawl.results, crawl.ended


def request_pages(options: CollectOptions, urls: Sequence[str]) -> dict[str, SourceAnswer]:
    """Request pages that sources link to: one at a time per host, two seconds apart, if robots.txt allows it.

    Pages in a private network are never requested, even for sources with ``allow_private``.
    """
    if not urls:
        return {}
    from generator.ingest.polling.page_client import PAGE_HEADERS, request_page
    from generator.ingest.polling.robots import RobotsRules
    from generator.net.client import HttpClient
    from generator.net.crawl import Crawl, CrawlOptions

    robots = RobotsRules(options.agent)

    async def request(client: HttpClient, url: str) -> SourceAnswer:
        return await request_page(client, url, robots)

    headers = {"User-Agent": options.agent, **PAGE_HEADERS}
    limits = replace(options.limits, per_host=1, pause=2 * options.limits.pause)
    guard = SsrfGuard(options.allow_hosts)
    crawl = Crawl(
        CrawlOptions(guard, headers, options.deadline, limits),
        list(dict.fromkeys(urls)),
        request,
        _show_nothing,
    )
    crawl.run()
    return crawl.results


def host_and_port(url: str) -> str:
    """Return ``host:port`` of a URL, as the settings that allow a host write it."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"


def read_secrets(source: Source, environment: Mapping[str, str]) -> dict[str, str] | str:
    """Return the values of a source's headers, or why there are none. The values are never stored or shown."""
    found: dict[str, str] = {}
    for name, variable in source.headers:
        value = environment.get(variable, "").strip()
        if not value:
            return f"the environment variable {variable} is not set"
        if not (value.isascii() and value.isprintable()):
            return f"the environment variable {variable} has characters that a header must not have"
        found[name] = value
    return found
