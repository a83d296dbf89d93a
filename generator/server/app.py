"""The web application: checks the host name, and serves the live reload client, its events, and the site."""

from collections.abc import Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from generator.model.media_types import media_type
from generator.server.allowed_hosts import AllowedHosts
from generator.server.event_streams import EventStreams
from generator.server.files import OutputFiles
from generator.server.live_reload import SCRIPT
from generator.server.responses import ResponseMaker, send_file
from generator.server.routing import ServedPath, resolve_path

CLIENT = Path(__file__).parent / "client"
PREFIX = SCRIPT.rpartition("/")[0]
"""URL path of the live reload client. Everything else is the site."""

_NO_CACHE = {"cache-control": "no-cache", "cross-origin-resource-policy": "same-origin"}


def application(
    pages: ResponseMaker, streams: EventStreams, theme: Sequence[OutputFiles], hosts: AllowedHosts
) -> ASGIApp:
    """Create the application that serves a site and notifies its open pages of changes.

    ``theme`` has the static folders of the theme; the first one that has a file wins.
    """

    async def page(request: Request) -> Response:
        is_head = request.method == "HEAD"
        return pages.respond(_raw_path(request), request.scope["query_string"], request.headers, is_head)

    async def events(request: Request) -> Response:
        query = request.query_params
        stream = streams.events(query.get("page", "/").encode(), query.get("look", ""))
        return StreamingResponse(stream, headers=_NO_CACHE, media_type="text/event-stream")

    async def style(request: Request) -> Response:
        path = resolve_path(_raw_path(request), f"{PREFIX}/theme/")
        files = (folder.open(path) for folder in theme) if isinstance(path, ServedPath) else ()
        return next((send_file(each, request.headers) for each in files if each), Response(status_code=404))

    site = Starlette(
        routes=[
            Route(f"{PREFIX}/events", events, methods=["GET"]),
            *[_client_route(file) for file in sorted(CLIENT.iterdir())],
            Route(f"{PREFIX}/theme/{{path:path}}", style, methods=["GET"]),
            Route("/{path:path}", page, methods=["GET"]),
        ]
    )
    site.router.redirect_slashes = False
    return _HostCheck(site, hosts)


def _raw_path(request: Request) -> bytes:
    raw: bytes = request.scope["raw_path"]
    return raw


def _client_route(file: Path) -> Route:
    """Return the route of a file of the client. The file is read once."""
    data = file.read_bytes()

    async def send(request: Request) -> Response:
        return Response(data, headers=_NO_CACHE, media_type=media_type(file.name))

    return Route(f"{PREFIX}/{file.name}", send, methods=["GET"])


class _HostCheck:
    """Rejects requests for a host name that is not allowed."""

    def __init__(self, site: ASGIApp, hosts: AllowedHosts) -> None:
        self._site = site
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = Headers(scope=scope).get("host", "") if scope["type"] == "http" else ""
        if scope["type"] == "http" and not self._hosts.answers_to(host):
            text = "This host name is not allowed. Use localhost, or start the server with --host.\n"
            await PlainTextResponse(text, 403)(scope, receive, send)
        else:
            await self._site(scope, receive, send)
