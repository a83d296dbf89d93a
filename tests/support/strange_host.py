"""A host on loopback that sends pictures, well or in every way in which hosts misbehave."""

import asyncio
import gzip
import io
import struct
import threading
import zlib
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import cache

from PIL import Image

from tests.support.site_kit import png

ETAG = '"v1"'
SHORT = 2.0
"""Seconds after which a host that dawdles gives up by itself, so that no test hangs."""

METHOD = ":method"
"""Under this name the headers of a request have its method."""

Request = tuple[str, dict[str, str]]
"""Path and headers (names in lower case)."""


def jpeg(width: int = 640, height: int = 360, red: int = 90) -> bytes:
    """Return a sound JPEG."""
    data = io.BytesIO()
    Image.new("RGB", (width, height), (red, 120, 150)).save(data, "JPEG")
    return data.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """Return a small file that says it is a picture of this size: its header is sound, its pixels are all black."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    pixels = zlib.compress(b"\0" * 1_000_000, 9)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@cache
def bomb() -> bytes:
    """Return 60 kB that unpack to 60 MB, and begin as a picture does."""
    return gzip.compress(jpeg() + bytes(60_000_000), 6)


class StrangeHost:
    """The host. ``asked`` has every request; ``pictures`` are sent for their paths as they are, ``redirects`` lead on;
    ``most`` is how many of them were asked for at once at the worst."""

    def __init__(self) -> None:
        self.asked: list[Request] = []
        self.most = 0
        self.port = 0
        self.pictures: dict[str, bytes] = {}
        self.redirects: dict[str, str] = {}
        self._now = 0
        self._loop = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """Return the address of a path of this host."""
        return f"http://{host}:{self.port}{path}"

    def times(self, path: str) -> int:
        """Return how often a path was asked for."""
        return Counter(asked for asked, _ in self.asked)[path]

    def headers(self, path: str) -> dict[str, str]:
        """Return the headers of the last request for a path."""
        return next(headers for asked, headers in reversed(self.asked) if asked == path)

    async def start(self) -> None:
        """Begin to listen."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while (request := await _read(reader)) is not None:
                self.asked.append(request)
                await asyncio.wait_for(self._answer(request, writer), SHORT * 4)
                if request[0] not in self.pictures:
                    break
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _answer(self, request: Request, writer: asyncio.StreamWriter) -> None:
        path, headers = request
        if path in self.pictures:
            self._now += 1
            self.most = max(self.most, self._now)
            await asyncio.sleep(0.01)
            self._now -= 1
            await send(writer, self.pictures[path])
            return
        if path in self.redirects:
            await _redirect(self.redirects[path])(self, headers, writer)
            return
        behaviours = BEHAVIOURS | PAGES
        await behaviours.get(path.partition("?")[0], missing)(self, headers, writer)


async def _read(reader: asyncio.StreamReader) -> Request | None:
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines if ": " in line)
    method, path = first.split(" ")[:2]
    return path, {METHOD: method, **{name.lower(): value for name, value in headers.items()}}


async def send(writer: asyncio.StreamWriter, body: bytes, status: str = "200 OK", **headers: str) -> None:
    """Send a whole answer. Names of headers have ``_`` for ``-``."""
    given = {"Content-Length": str(len(body)), **{name.replace("_", "-"): headers[name] for name in headers}}
    lines = "".join(f"{name}: {value}\r\n" for name, value in given.items() if value)
    writer.write(f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body)
    await writer.drain()


Behaviour = Callable[[StrangeHost, dict[str, str], asyncio.StreamWriter], Awaitable[None]]
BEHAVIOURS: dict[str, Behaviour] = {}
"""How the paths of pictures behave."""

PAGES: dict[str, Behaviour] = {}
"""How those of pages do, which are only asked whether they are there."""


def at(path: str, kind: dict[str, Behaviour] = BEHAVIOURS) -> Callable[[Behaviour], Behaviour]:
    """Register how a path behaves."""

    def register(behaviour: Behaviour) -> Behaviour:
        kind[path] = behaviour
        return behaviour

    return register


async def missing(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    await send(writer, b"<!doctype html><title>Not found</title>", "404 Not Found")


@at("/good.jpg")
async def good(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    if headers.get("if-none-match") == ETAG:
        await send(writer, b"", "304 Not Modified", ETag=ETAG, Content_Length="")
    else:
        modified = "Wed, 01 May 2024 10:00:00 GMT"
        await send(writer, jpeg(), ETag=ETAG, Last_Modified=modified, Set_Cookie="reader=42; Path=/")


@at("/hang-up.jpg")
async def hang_up(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    """Take the request and close the connection."""


@at("/hang-up-once.jpg")
async def hang_up_once(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    if host.times("/hang-up-once.jpg") > 1:
        await send(writer, jpeg())


@at("/slow-drip.jpg")
async def slow_drip(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    await send(writer, jpeg()[:200], Content_Length="5000")
    for _ in range(int(SHORT * 40)):
        writer.write(b"\0")
        await writer.drain()
        await asyncio.sleep(0.05)


@at("/silent.jpg")
async def silent(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(SHORT * 2)


@at("/endless.jpg")
async def endless(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    part = jpeg() + b"\0" * 65_536
    for _ in range(1_000):
        writer.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
        await writer.drain()


@at("/endless-headers.jpg")
async def endless_headers(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(5_000):
        writer.write(f"X-{number}: {'x' * 100}\r\n".encode())
        await writer.drain()


@at("/too-large.jpg")
async def too_large(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    await send(writer, jpeg(), Content_Length="900000000")


@at("/gzip-bomb.jpg")
async def gzip_bomb(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    await send(writer, bomb(), Content_Encoding="gzip")


@at("/gzip.jpg")
async def gzipped(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    await send(writer, gzip.compress(jpeg()), Content_Encoding="gzip")


@at("/brotli.jpg")
async def brotli(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    await send(writer, b"\x0b\x02\x80", Content_Encoding="br")


@at("/wrong-type.jpg")
async def wrong_type(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    page = b"<!DOCTYPE html><title>This picture has moved</title>" + b" " * 100
    await send(writer, page, Content_Type="image/jpeg")


@at("/drawing.svg")
async def drawing(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    await send(writer, svg, Content_Type="image/svg+xml")


@at("/empty.jpg")
async def empty(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    await send(writer, b"", Content_Length="0")


@at("/truncated.jpg")
async def truncated(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    await send(writer, jpeg()[:-200])


@at("/broken-off.jpg")
async def broken_off(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    await send(writer, jpeg()[:500], Content_Length=str(len(jpeg())))


@at("/bomb-header.png")
async def bomb_header(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    await send(writer, huge_png(50_000, 50_000))


@at("/bomb-pixels.png")
async def bomb_pixels(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    await send(writer, huge_png(11_000, 11_000))


@at("/small.png")
async def small(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    await send(writer, png(1, 2, 3))


@at("/gone.jpg")
async def gone(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    await send(writer, b"", "410 Gone")


@at("/members.jpg")
async def members(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    await send(writer, b"", "403 Forbidden")


@at("/busy.jpg")
async def busy(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    await send(writer, b"", "429 Too Many Requests", Retry_After="7200")


@at("/broken.jpg")
async def broken(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    await send(writer, b"", "500 Internal Server Error")


@at("/partial.jpg")
async def partial(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    await send(writer, jpeg()[:700], "206 Partial Content")


@at("/garbage.jpg")
async def garbage(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    writer.write(b"\x16\x03\x01\x02\0 this is not HTTP\r\n\r\n")
    await writer.drain()


@at("/page", PAGES)
async def page(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    await send(writer, b"<title>Here</title>" if headers[METHOD] == "GET" else b"")


@at("/no-head", PAGES)
async def no_head(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    refused = headers[METHOD] == "HEAD"
    await send(writer, b"", "405 Method Not Allowed" if refused else "200 OK")


@at("/head-hangs-up", PAGES)
async def head_hangs_up(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
    if headers[METHOD] == "GET":
        await send(writer, b"here")


def _for_good(status: str, target: str) -> Behaviour:
    async def behave(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
        await send(writer, b"", status, Location=target)

    return behave


PAGES["/moved-for-good"] = _for_good("301 Moved Permanently", "/page")
PAGES["/moved-again"] = _for_good("308 Permanent Redirect", "/moved-for-good")
PAGES["/moved-to-login"] = _for_good("301 Moved Permanently", "/to-page")
PAGES["/moved-away"] = _for_good("301 Moved Permanently", "/gone.jpg")

REDIRECTS = {
    "/moved.jpg": "/good.jpg",
    "/loop.jpg": "/loop.jpg",
    "/hop1.jpg": "/hop2.jpg",
    "/hop2.jpg": "/hop3.jpg",
    "/hop3.jpg": "/hop4.jpg",
    "/hop4.jpg": "/good.jpg",
    "/hop0.jpg": "/hop1.jpg",
    "/to-private.jpg": "http://10.0.0.1/secret.jpg",
    "/to-metadata.jpg": "http://169.254.169.254/latest/meta-data/",
    "/to-decimal.jpg": "http://2130706433/secret.jpg",
    "/to-file.jpg": "file:///etc/passwd",
    "/to-login.jpg": "http://name:word@127.0.0.1/good.jpg",
    "/to-mail.jpg": "http://mail.example:25/x.jpg",
    "/to-nowhere.jpg": "http://[::1",
    "/to-no-port.jpg": "http://10.0.0.1:99999/secret.jpg",
}


def _redirect(target: str) -> Behaviour:
    async def behave(host: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
        await send(writer, b"", "302 Found", Location=target)

    return behave


BEHAVIOURS.update({path: _redirect(target) for path, target in REDIRECTS.items()})
PAGES["/to-page"] = _redirect("/page")


@contextmanager
def strange_host() -> Iterator[StrangeHost]:
    """Run a host on a thread of its own."""
    bomb()
    host = StrangeHost()
    loop = host._loop
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(host.start(), loop).result(5)
    try:
        yield host
    finally:
        asyncio.run_coroutine_threadsafe(_stop(host), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


async def _stop(host: StrangeHost) -> None:
    if host._server:
        host._server.close()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
