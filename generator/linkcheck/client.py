"""Check one link through the client of a crawl: HEAD first, then GET if HEAD fails. Reads only headers.

Nothing a host does raises an exception: every outcome is a :class:`~generator.linkcheck.retry_policy.LinkResult`.
Imported only when links are requested.
"""

from typing import Literal

import httpx

from generator.linkcheck.retry_policy import LinkResult, classify_link, link_of_failure
from generator.net.client import HttpClient, Trail
from generator.net.errors import RequestFailure
from generator.net.transport import NO_SUCH_HOST

LINK_HEADERS = {"Accept": "text/html,*/*;q=0.8", "Accept-Encoding": "identity"}


async def check_link(client: HttpClient, url: str, now: int) -> LinkResult:
    """Check one link. Some hosts do not support HEAD, so after a failure the response to GET counts."""
    result = await _attempt(client, "HEAD", url, now)
    is_final = result.state in ("good", "busy") or not result.reached
    return result if is_final else await _attempt(client, "GET", url, now)


async def _attempt(client: HttpClient, method: Literal["HEAD", "GET"], url: str, now: int) -> LinkResult:
    async def receive(response: httpx.Response, trail: Trail) -> LinkResult:
        retry_after = response.headers.get("retry-after", "")
        return classify_link(response.status_code, retry_after, trail.moved, now, trail.host)

    received = await client.request(url, receive, method)
    if isinstance(received, RequestFailure):
        return link_of_failure(received, received.reason == NO_SUCH_HOST)
    return received
