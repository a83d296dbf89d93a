"""Responses for the paths of a site: files, redirects, and the 404 page."""

import asyncio
import os
from collections.abc import AsyncIterator, Mapping
from http import HTTPStatus

from msgspec import Struct
from msgspec.structs import replace
from starlette.responses import Response, StreamingResponse

from generator.model.media_types import is_page, media_type
from generator.server.files import FoundFile, OutputFiles
from generator.server.http_semantics import HttpReply, choose_reply
from generator.server.live_reload import inject_script, page_state
from generator.server.outcomes import PageState
from generator.server.routing import RedirectTo, file_path_of, resolve_path

MAX_IN_MEMORY = 4 * 2**20
"""Largest response in bytes that is read at once. Larger ones are streamed in chunks of :data:`CHUNK` bytes."""
CHUNK = 2**18

_PLAIN_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{text}</title></head>
<body><p>{text}</p></body></html>
"""
_PAGE_TYPE = media_type("index.html")


class _RenderedPage(Struct, frozen=True):
    """An HTML page. One from the output has an entity ``tag``; an error page has none."""

    html: bytes
    status: int = 200
    tag: str = ""


class ResponseMaker:
    """Serves one output folder. ``base`` is the URL path of the site, "" before the first build."""

    def __init__(self, files: OutputFiles) -> None:
        self._files = files
        self.base = ""

    def page_state(self, raw_path: bytes) -> PageState | None:
        """Return the current state of the page at a path, ``None`` if there is no page."""
        found = self._find(raw_path)
        if isinstance(found, FoundFile):
            os.close(found.handle)
        if not isinstance(found, _RenderedPage):
            return None
        return replace(page_state(found.html), is_missing=found.status == HTTPStatus.NOT_FOUND)

    def respond(
        self, raw_path: bytes, query: bytes, headers: Mapping[str, str], head: bool = False
    ) -> Response:
        """Respond to a GET or HEAD request."""
        match self._find(raw_path):
            case RedirectTo() as target:
                return _redirect(target, query)
            case _RenderedPage(tag="") as page:
                return Response(
                    inject_script(page.html), page.status, {"cache-control": "no-store"}, _PAGE_TYPE
                )
            case _RenderedPage() as page:
                data = inject_script(page.html)
                return _make_response(choose_reply(headers, _PAGE_TYPE, page.tag, len(data)), data)
            case FoundFile() as found:
                return send_file(found, headers, head)

    def _find(self, raw_path: bytes) -> _RenderedPage | FoundFile | RedirectTo:
        if not self.base:
            return _plain_page("There is no site yet: the build failed.", 503)
        place = resolve_path(raw_path, self.base)
        if isinstance(place, RedirectTo):
            return place
        found = self._files.open(place) if place else None
        if found is not None:
            return _RenderedPage(_read(found), tag=_tag(found)) if is_page(found.name) else found
        if place and not place.folder and self._files.is_folder(place):
            return RedirectTo(f"{file_path_of(place.names, self.base)}/")
        found = self._files.open_not_found()
        if found is not None:
            return _RenderedPage(_read(found), 404)
        return _plain_page(f"Page not found. The site is at {self.base}", 404)


def _plain_page(text: str, status: int) -> _RenderedPage:
    return _RenderedPage(_PLAIN_PAGE.format(text=text).encode(), status)


def _tag(found: FoundFile) -> str:
    return f'"{found.mtime_ns:x}-{found.size:x}"'


def send_file(found: FoundFile, headers: Mapping[str, str], head: bool = False) -> Response:
    """Respond to a GET or HEAD request for a file that is not a page. HEAD does not read it: it may be large."""
    reply = choose_reply(headers, media_type(found.name), _tag(found), found.size)
    if reply.length > MAX_IN_MEMORY and not head:
        return StreamingResponse(_read_chunks(found, reply), reply.status, reply.headers)
    data = _read(found, reply.start, 0 if head else reply.length)
    return _make_response(HttpReply(reply.status, reply.headers, 0, reply.length), data)


def _make_response(reply: HttpReply, data: bytes) -> Response:
    response = Response(data[reply.start : reply.start + reply.length], reply.status)
    response.init_headers(reply.headers)
    return response


def _redirect(target: RedirectTo, query: bytes) -> Response:
    """Redirect without caching: browsers keep a permanent redirect, but the next site here may be another one."""
    location = f"{target.path}?{query.decode('ascii', 'replace')}" if query else target.path
    headers = {"location": location, "cache-control": "no-store"}
    return Response(status_code=301 if target.lasting else 302, headers=headers)


def _read(found: FoundFile, start: int = 0, length: int | None = None) -> bytes:
    """Read a file, or a part of it, and close it."""
    with os.fdopen(found.handle, "rb") as stream:
        stream.seek(start)
        return stream.read(found.size if length is None else length)


async def _read_chunks(found: FoundFile, reply: HttpReply) -> AsyncIterator[bytes]:
    """Read a part of a large file in chunks. The file is open, so a build may replace it meanwhile.

    Other tasks run after each chunk. Otherwise a closed connection would be noticed only after the whole file was read.
    """
    with os.fdopen(found.handle, "rb") as stream:
        stream.seek(reply.start)
        left = reply.length
        while left > 0 and (chunk := stream.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
            await asyncio.sleep(0)
