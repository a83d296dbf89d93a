"""Request pages that feeds and sitemaps link to, if robots.txt allows it. Nothing a host does raises an exception.

Imported only when pages are requested: httpx is slow to load.
"""

import httpx

from generator.ingest.polling.robots import RobotsRules
from generator.ingest.polling.source_answer import SourceAnswer
from generator.net.body import read_body
from generator.net.client import HttpClient, Trail
from generator.net.errors import RequestFailure

PAGE_HEADERS = {"Accept": "text/html, application/xhtml+xml;q=0.9, */*;q=0.1", "Accept-Encoding": "gzip"}

_MOST_BYTES = 4_000_000
_SENT = ("content-type", "x-robots-tag")


async def request_page(client: HttpClient, url: str, robots: RobotsRules) -> SourceAnswer:
    """Request one page."""
    objection = await robots.find_objection(client, url)
    if objection == "forbidden":
        return SourceAnswer("failed", url, fault="refused", reason="its robots.txt forbids it")
    if objection:
        return SourceAnswer("failed", url, fault="down", reason="its robots.txt cannot be read")
    received = await client.request(url, _receive)
    if isinstance(received, RequestFailure):
        return SourceAnswer(
            "failed",
            url,
            fault="private" if received.kind == "blocked" and received.allow else "down",
            reason=received.reason,
            status=received.status,
            wait=received.wait,
            host=received.host,
            sent=received.sent,
            reached=received.reached,
            answered=received.answered,
        )
    return received


async def _receive(response: httpx.Response, trail: Trail) -> SourceAnswer:
    status = response.status_code
    if not 200 <= status < 300:
        return SourceAnswer(
            "failed", trail.final, fault="missing", reason=f"the host answered {status}", status=status
        )
    body = await read_body(response, _MOST_BYTES, accept_gzip=True)
    headers = {name: response.headers[name] for name in _SENT if name in response.headers}
    return SourceAnswer("body", trail.final, body, headers, status=status, host=trail.host)
