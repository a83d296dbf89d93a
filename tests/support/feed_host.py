"""A host of feeds on loopback that answers as it is told: body, status, headers, redirects, or nothing at all."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep

Answer = tuple[int, dict[str, str], bytes]


class FeedHost:
    """The host. ``answers`` are by path, as values or functions of request headers; ``asked`` has them."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[dict[str, str]], Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.port = 0

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def give(self, path: str, body: str | bytes = b"", status: int = 200, **headers: str) -> None:
        """Answer so from now on. Names of headers are written with underscores."""
        data = body.encode() if isinstance(body, str) else body
        self.answers[path] = (status, {name.replace("_", "-"): each for name, each in headers.items()}, data)

    def times(self, path: str) -> int:
        return sum(asked == path for asked, _ in self.asked)

    def answer(self, path: str, headers: dict[str, str]) -> Answer:
        self.asked.append((path, headers))
        found = self.answers.get(path, (404, {}, b"none"))
        return found(headers) if callable(found) else found


@contextmanager
def feed_host(addresses: Sequence[str] = ("127.0.0.1",)) -> Iterator[FeedHost]:
    """Run a host for as long as the context lasts, at one port of several addresses of this machine."""
    host = FeedHost()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, fields, body = host.answer(self.path, headers)
            self.send_response(status)
            for name, value in fields.items():
                self.send_header(name, value)
            if "content-length" not in fields:
                self.send_header("content-length", str(len(body)))
            self.end_headers()
            with suppress(OSError):
                self._write(body, float(fields.get("x-drip", 0)))
            if "content-length" in fields:
                self.close_connection = True

        def _write(self, body: bytes, drip: float) -> None:
            """Send a body; with ``drip`` 20 bytes at a time, so many seconds apart."""
            if not drip:
                self.wfile.write(body)
            for start in range(0, len(body) if drip else 0, 20):
                self.wfile.write(body[start : start + 20])
                sleep(drip)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with ExitStack() as stack:
        for address in addresses:
            host.port = stack.enter_context(_serve(address, host.port, Handler))
        yield host


@contextmanager
def _serve(address: str, port: int, handler: type[BaseHTTPRequestHandler]) -> Iterator[int]:
    server = ThreadingHTTPServer((address, port), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def rss(*entries: tuple[str, str, str], title: str = "Hedgerow") -> str:
    """Return a feed of (number, title, date in RFC 822) as RSS."""
    items = "".join(
        f"<item><title>{name}</title><link>https://hedgerow.example/{number}</link>"
        f"<guid>https://hedgerow.example/{number}</guid><pubDate>{date}</pubDate></item>"
        for number, name, date in entries
    )
    return f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'
