"""Answers for the places of a site: its files, its redirects, and its page for places that are not there."""

import asyncio
import os
from collections.abc import AsyncIterator, Mapping

from msgspec import Struct
from starlette.responses import Response, StreamingResponse

from generator.server.files import FoundFile, OutputFiles
from generator.server.http_semantics import HttpReply, choose_reply
from generator.server.live_reload import inject_script, page_state
from generator.server.media_types import is_page, media_type
from generator.server.outcomes import PageState
from generator.server.routing import RedirectTo, file_path_of, resolve_path

AT_ONCE = 4 * 2**20
"""Bytes of a file that are read at once; of larger ones, pieces of :data:`PIECE`."""
PIECE = 2**18

_PLAIN = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{text}</title></head>
<body><p>{text}</p></body></html>
"""
_PAGE_TYPE = media_type("index.html")


class _RenderedPage(Struct, frozen=True):
    """An HTML page as it lies in the output. One with a ``tag`` is there; any other says why there is none."""

    html: bytes
    status: int = 200
    tag: str = ""


class ResponseMaker:
    """Serves one output folder. ``base`` is the path that the site stands under, "" before the first build."""

    def __init__(self, files: OutputFiles) -> None:
        self._files = files
        self.base = ""

    def look(self, raw_path: bytes) -> PageState | None:
        """Return what a browser sees now at a path; ``None`` where that is no page any more."""
        found = self._find(raw_path)
        if isinstance(found, FoundFile):
            os.close(found.handle)
        return page_state(found.html) if isinstance(found, _RenderedPage) else None

    def respond(
        self, raw_path: bytes, query: bytes, headers: Mapping[str, str], head: bool = False
    ) -> Response:
        """Answer a GET, or a HEAD."""
        match self._find(raw_path):
            case RedirectTo() as other:
                return _to(other, query)
            case _RenderedPage(tag="") as page:
                return Response(
                    inject_script(page.html), page.status, {"cache-control": "no-store"}, _PAGE_TYPE
                )
            case _RenderedPage() as page:
                data = inject_script(page.html)
                return _whole(choose_reply(headers, _PAGE_TYPE, page.tag, len(data)), data)
            case FoundFile() as found:
                return send_file(found, headers, head)

    def _find(self, raw_path: bytes) -> _RenderedPage | FoundFile | RedirectTo:
        if not self.base:
            return _plain("There is no site yet: it could not be built.", 503)
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
        return _plain(f"Nothing is here. The site stands under {self.base}", 404)


def _plain(text: str, status: int) -> _RenderedPage:
    return _RenderedPage(_PLAIN.format(text=text).encode(), status)


def _tag(found: FoundFile) -> str:
    return f'"{found.mtime_ns:x}-{found.size:x}"'


def send_file(found: FoundFile, headers: Mapping[str, str], head: bool = False) -> Response:
    """Answer a GET of a file that is no page, or a HEAD, for which it is not read: that could be gigabytes."""
    said = choose_reply(headers, media_type(found.name), _tag(found), found.size)
    if said.length > AT_ONCE and not head:
        return StreamingResponse(_pieces(found, said), said.status, said.headers)
    data = _read(found, said.start, 0 if head else said.length)
    return _whole(HttpReply(said.status, said.headers, 0, said.length), data)


def _whole(said: HttpReply, data: bytes) -> Response:
    response = Response(data[said.start : said.start + said.length], said.status)
    response.init_headers(said.headers)
    return response


def _to(other: RedirectTo, query: bytes) -> Response:
    """Lead on. Browsers keep a lasting redirect for ever unless told not to; tomorrow another site is served here."""
    target = f"{other.path}?{query.decode('ascii', 'replace')}" if query else other.path
    headers = {"location": target, "cache-control": "no-store"}
    return Response(status_code=301 if other.lasting else 302, headers=headers)


def _read(found: FoundFile, start: int = 0, length: int | None = None) -> bytes:
    """Read a file, or a part of it, and close it."""
    with os.fdopen(found.handle, "rb") as stream:
        stream.seek(start)
        return stream.read(found.size if length is None else length)


async def _pieces(found: FoundFile, said: HttpReply) -> AsyncIterator[bytes]:
    """Read a part of a large file piece by piece. What takes its place meanwhile does not matter: it is open.

    Others get their turn after each piece: else nobody would hear that a browser is gone before all was read.
    """
    with os.fdopen(found.handle, "rb") as stream:
        stream.seek(said.start)
        left = said.length
        while left > 0 and (piece := stream.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
            await asyncio.sleep(0)
