"""Request one source through the client of a crawl. Nothing a host does raises an exception.

Imported only when sources are requested: httpx is slow to load.
"""

import asyncio
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

import httpx

from generator.base.urls import clean_url
from generator.ingest.limits import MAX_BODY
from generator.ingest.polling.source_answer import SourceAnswer, SourceRequest
from generator.ingest.polling.visit_policy import LONGEST_HINT, LONGEST_REST
from generator.model.collection import SourceFault
from generator.net.body import read_body
from generator.net.client import HttpClient, Trail
from generator.net.errors import RequestFailure
from generator.net.retry import MINUTE, classify_status, parse_retry_after

SOURCE_HEADERS = {
    "Accept": "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, */*;q=0.5",
    "Accept-Encoding": "gzip",
}

_REFUSED = frozenset((401, 402, 403, 407, 451))
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_LONGEST_VALIDATOR = 1000


async def request_source(
    client: HttpClient, request: SourceRequest, now: int, retry_pause: float
) -> SourceAnswer:
    """Request a source. Retry once after a pause if the connection or the server failed."""
    answer = await _attempt(client, request, now)
    if answer.fault != "down" or answer.busy:
        return answer
    await asyncio.sleep(retry_pause)
    return await _attempt(client, request, now)


async def _attempt(client: HttpClient, request: SourceRequest, now: int) -> SourceAnswer:
    origin = _origin(request.url)

    def headers(url: str) -> dict[str, str]:
        conditions = {"If-None-Match": request.etag, "If-Modified-Since": request.modified}
        found = {name: value for name, value in conditions.items() if value}
        return {**found, **request.secrets} if _origin(url) == origin else found

    async def receive(response: httpx.Response, trail: Trail) -> SourceAnswer:
        return await _receive(response, trail, request, now)

    received = await client.request(request.url, receive, "GET", headers)
    return _failed(received) if isinstance(received, RequestFailure) else received


def _origin(url: str) -> tuple[str, str, int | None]:
    parsed = httpx.URL(url)
    return parsed.scheme, parsed.host, parsed.port


async def _receive(response: httpx.Response, trail: Trail, request: SourceRequest, now: int) -> SourceAnswer:
    status, sent = response.status_code, response.headers
    if status == 304 and not (request.etag or request.modified):
        reason = "the host answered 304 (not modified) to a request without conditions"
        return SourceAnswer(
            "failed", trail.final, fault="down", reason=reason, status=status, host=trail.host
        )
    if status in _REDIRECTS:
        target = clean_url(str(response.url.join(sent.get("location", ""))))
        reason = (
            f"it redirects{f' to {target}' if target else ''}, which a source with allow_private must not do"
        )
        return SourceAnswer("failed", trail.final, fault="blocked", reason=reason, status=status)
    if status != 304 and not 200 <= status < 300:
        retry_after = sent.get("retry-after", "")
        failure = classify_status(status, retry_after, now, trail.host)
        return _failed(failure, _rest(status, retry_after, now))
    return SourceAnswer(
        "unchanged" if status == 304 else "body",
        trail.final,
        b"" if status == 304 else await read_body(response, MAX_BODY, accept_gzip=True),
        {name: sent[name] for name in ("content-type", "content-location") if name in sent},
        _validator(sent.get("etag", "")),
        _validator(sent.get("last-modified", "")),
        trail.moved,
        find_max_age(sent, now),
        status=status,
        host=trail.host,
    )


def _validator(text: str) -> str:
    """Return a validator exactly as received, "" if it cannot be sent back."""
    is_fit = len(text) <= _LONGEST_VALIDATOR and text.isascii() and text.isprintable()
    return text if is_fit else ""


def _rest(status: int, retry_after: str, now: int) -> int | None:
    wait = parse_retry_after(retry_after, now) if status in (429, 503) else None
    return None if wait is None else max(MINUTE, min(wait, LONGEST_REST))


def _failed(failure: RequestFailure, wait: int | None = None) -> SourceAnswer:
    return SourceAnswer(
        "failed",
        failure.url,
        fault=_fault(failure),
        reason=failure.reason,
        status=failure.status,
        wait=wait if wait is not None else failure.wait,
        host=failure.host,
        sent=failure.sent,
        reached=failure.reached,
        answered=failure.answered,
    )


def _fault(failure: RequestFailure) -> SourceFault:
    if failure.busy:
        return "busy"
    if failure.kind == "blocked":
        return "private" if failure.allow and not failure.sent else "blocked"
    if failure.status == 410:
        return "gone"
    if failure.status in _REFUSED:
        return "refused"
    if failure.kind == "gone":
        return "missing"
    return "unusable" if failure.kind == "refused" else "down"


def find_max_age(headers: Mapping[str, str], now: int) -> int:
    """Return for how many seconds an answer is fresh (RFC 9111, section 4.2.1), a day at most.

    >>> find_max_age({"cache-control": "public, max-age=600"}, 0)
    600
    """
    found = _MAX_AGE.search(headers.get("cache-control", ""))
    if found:
        return min(int(found[1]), LONGEST_HINT)
    try:
        expires = int(parsedate_to_datetime(headers.get("expires", "")).timestamp())
    except (ValueError, TypeError, OverflowError):
        return 0
    return max(0, min(expires - now, LONGEST_HINT))
