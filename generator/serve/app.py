"""The application: who may ask, what is ours, and the site for all the rest."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from generator.serve.hosts import Names
from generator.serve.live import SCRIPT
from generator.serve.media_types import media_type
from generator.serve.pages import Pages
from generator.serve.streams import Streams

CLIENT = Path(__file__).parent / "client"
OURS = SCRIPT.rpartition("/")[0]
_FRESH = {"cache-control": "no-cache", "cross-origin-resource-policy": "same-origin"}


def application(pages: Pages, streams: Streams, names: Names) -> ASGIApp:
    """Return the application that serves a site and tells its open pages of changes."""

    async def page(request: Request) -> Response:
        raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
        return pages.respond(raw, request.scope["query_string"], request.headers)

    async def events(request: Request) -> Response:
        asked = request.query_params
        told = streams.events(asked.get("page", "/").encode(), asked.get("look", ""))
        return StreamingResponse(told, headers=_FRESH, media_type="text/event-stream")

    site = Starlette(
        routes=[
            Route(f"{OURS}/events", events, methods=["GET"]),
            *[_own(file) for file in sorted(CLIENT.iterdir())],
            Route("/{path:path}", page, methods=["GET"]),
        ]
    )
    site.router.redirect_slashes = False
    return _Guarded(site, names)


def _own(file: Path) -> Route:
    """A file of the client, read once."""
    data = file.read_bytes()

    async def send(request: Request) -> Response:
        return Response(data, headers=_FRESH, media_type=media_type(file.name))

    return Route(f"{OURS}/{file.name}", send, methods=["GET"])


class _Guarded:
    """Lets pass what was sent to a name of ours."""

    def __init__(self, site: ASGIApp, names: Names) -> None:
        self._site = site
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = Headers(scope=scope).get("host", "") if scope["type"] == "http" else ""
        if scope["type"] == "http" and not self._names.answers_to(host):
            text = "This server does not answer to that name. Ask for localhost, or start it with --host.\n"
            await PlainTextResponse(text, 403)(scope, receive, send)
        else:
            await self._site(scope, receive, send)
