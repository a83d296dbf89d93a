"""An imitation of S3 on this machine: as much of it as ``aws s3 sync`` asks for. It keeps names, sizes and headers."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

_SPACE = "http://s3.amazonaws.com/doc/2006-03-01/"


@dataclass(frozen=True)
class Sent:
    """One upload."""

    path: str
    headers: dict[str, str]


class Store:
    """One bucket: its ``files`` by size, what was ``sent`` to it, in order, and what was ``removed``."""

    def __init__(self) -> None:
        self.files: dict[str, int] = {}
        self.sent: list[Sent] = []
        self.removed: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> "Store":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)

    @property
    def environment(self) -> dict[str, str]:
        """What leads the AWS command line here, and nowhere else."""
        return {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self._server.server_port}",
            "AWS_ACCESS_KEY_ID": "none",
            "AWS_SECRET_ACCESS_KEY": "none",
            "AWS_DEFAULT_REGION": "eu-west-1",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_CONFIG_FILE": "/dev/null",
            "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
        }

    def keep(self, path: str, size: int) -> None:
        self.files[path] = size

    def listing(self, prefix: str) -> bytes:
        """Return all files as S3 lists them: newer than any file here, as an upload is."""
        moment = (datetime.now(UTC) + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        files = "".join(
            f"<Contents><Key>{escape(path)}</Key><LastModified>{moment}</LastModified><Size>{size}</Size></Contents>"
            for path, size in sorted(self.files.items())
            if path.startswith(prefix)
        )
        head = f'<ListBucketResult xmlns="{_SPACE}"><Name>river-site</Name><IsTruncated>false</IsTruncated>'
        return f"{head}{files}</ListBucketResult>".encode()


def _handler(store: Store) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            query = parse_qs(urlsplit(self.path).query)
            self._answer(store.listing(query.get("prefix", [""])[0]))

        def do_PUT(self) -> None:
            body = self._body()
            told = {name.lower(): value for name, value in self.headers.items()}
            size = int(told.get("x-amz-decoded-content-length", len(body)))
            store.files[self._key()] = size
            store.sent.append(Sent(self._key(), told))
            self._answer(b"")

        def do_DELETE(self) -> None:
            store.files.pop(self._key())
            store.removed.append(self._key())
            self._answer(b"")

        def _key(self) -> str:
            return re.sub(r"^/[^/]+/", "", unquote(urlsplit(self.path).path))

        def _body(self) -> bytes:
            if self.headers.get("Expect"):
                self.send_response_only(100)
                self.end_headers()
            return self.rfile.read(int(self.headers["Content-Length"]))

        def _answer(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/xml")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("ETag", '"0"')
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
