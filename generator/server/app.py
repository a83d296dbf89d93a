"""The application: who may ask, what is ours, and the site for all the rest."""

from collections.abc import Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from generator.server.allowed_hosts import AllowedHosts
from generator.server.event_streams import EventStreams
from generator.server.files import OutputFiles
from generator.server.live_reload import SCRIPT
from generator.server.media_types import media_type
from generator.server.responses import ResponseMaker, send_file
from generator.server.routing import ServedPath, resolve_path

CLIENT = Path(__file__).parent / "client"
OURS = SCRIPT.rpartition("/")[0]
_FRESH = {"cache-control": "no-cache", "cross-origin-resource-policy": "same-origin"}


def application(
    pages: ResponseMaker, streams: EventStreams, theme: Sequence[OutputFiles], names: AllowedHosts
) -> ASGIApp:
    """Return the application that serves a site and tells its open pages of changes.

    ``theme`` are the folders of static files that the site's theme is made of, the first of which has precedence.
    """

    async def page(request: Request) -> Response:
        is_head = request.method == "HEAD"
        return pages.respond(_raw_path(request), request.scope["query_string"], request.headers, is_head)

    async def events(request: Request) -> Response:
        asked = request.query_params
        told = streams.events(asked.get("page", "/").encode(), asked.get("look", ""))
        return StreamingResponse(told, headers=_FRESH, media_type="text/event-stream")

    async def style(request: Request) -> Response:
        place = resolve_path(_raw_path(request), f"{OURS}/theme/")
        found = (folder.open(place) for folder in theme) if isinstance(place, ServedPath) else ()
        return next((send_file(each, request.headers) for each in found if each), Response(status_code=404))

    site = Starlette(
        routes=[
            Route(f"{OURS}/events", events, methods=["GET"]),
            *[_own(file) for file in sorted(CLIENT.iterdir())],
            Route(f"{OURS}/theme/{{path:path}}", style, methods=["GET"]),
            Route("/{path:path}", page, methods=["GET"]),
        ]
    )
    site.router.redirect_slashes = False
    return _Guarded(site, names)


def _raw_path(request: Request) -> bytes:
    raw: bytes = request.scope["raw_path"]
    return raw


def _own(file: Path) -> Route:
    """A file of the client, read once."""
    data = file.read_bytes()

    async def send(request: Request) -> Response:
        return Response(data, headers=_FRESH, media_type=media_type(file.name))

    return Route(f"{OURS}/{file.name}", send, methods=["GET"])


class _Guarded:
    """Lets pass what was sent to a name of ours."""

    def __init__(self, site: ASGIApp, names: AllowedHosts) -> None:
        self._site = site
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = Headers(scope=scope).get("host", "") if scope["type"] == "http" else ""
        if scope["type"] == "http" and not self._names.answers_to(host):
            text = "This server does not answer to that name. Ask for localhost, or start it with --host.\n"
            await PlainTextResponse(text, 403)(scope, receive, send)
        else:
            await self._site(scope, receive, send)
