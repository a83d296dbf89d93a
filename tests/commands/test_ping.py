"""``broadsheet ping``: who is told what, seen by a server on this machine."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest

from generator.cli import run
from generator.validate.validator import Validator
from tests.support.site_kit import Site, article

KEY = "0123456789abcdef"


class Listener(HTTPServer):
    """Hears what is posted to it, and answers with ``status``; with a ``pace`` it begins answers without end instead,
    one byte after so many seconds, with ``noise`` it sends that and hangs up."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.heard: list[tuple[str, str, bytes]] = []
        self.status = 202
        self.pace = 0.0
        self.noise = b""
        self.url = f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Listener

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append((self.path, self.headers["Content-Type"], body))
        if self.server.pace:
            self._trickle()
            return
        if self.server.noise:
            self.wfile.write(self.server.noise)
            self.close_connection = True
            return
        self.send_response(self.server.status)
        self.send_header("Location", f"{self.server.url}/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _trickle(self) -> None:
        with suppress(OSError):
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
            for _ in range(200):
                self.wfile.write(b"x")
                time.sleep(self.server.pace)
        self.close_connection = True

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def told(site: Site, listener: Listener) -> Site:
    """A site that has a hub and a key, built."""
    site.write(
        "site.toml",
        f'[site]\nbase_url = "https://a.example/x/"\n'
        f'[feeds]\nhub = "{listener.url}/hub"\nindexnow_key = "{KEY}"\nentries = 1\n',
    )
    site.record("clock.md", article("clock"))
    site.record("bell.md", article("bell", topics=["Bells"], publishedDateTime="2024-04-01T10:00:00Z"))
    site.build()
    return site


def ping(site: Site, listener: Listener, *options: str) -> int:
    changes, indexnow = str(site.cache / "changes.json"), f"{listener.url}/indexnow"
    return run(
        ["ping", "--content", str(site.content), "--changes", changes, "--indexnow", indexnow, *options]
    )


def heard(listener: Listener) -> tuple[set[str], set[str]]:
    """Return the feeds that the hub was told of, and the pages that IndexNow was."""
    topics: set[str] = set()
    pages: set[str] = set()
    for path, kind, body in listener.heard:
        if path == "/hub":
            fields = parse_qs(body.decode())
            assert (kind, fields["hub.mode"]) == ("application/x-www-form-urlencoded", ["publish"])
            topics |= set(fields["hub.url"])
        else:
            message = json.loads(body)
            assert (message["host"], message["key"]) == ("a.example", KEY)
            assert message["keyLocation"] == f"https://a.example/x/{KEY}.txt"
            pages |= set(message["urlList"])
    return topics, pages


def test_all_urls_of_a_new_site_are_announced(told: Site, listener: Listener) -> None:
    assert ping(told, listener) == 0
    topics, pages = heard(listener)
    assert {"https://a.example/x/feed.rss", "https://a.example/x/feed.json"} <= topics
    assert {"https://a.example/x/", "https://a.example/x/2024/05/01/the-clock/"} <= pages
    assert not any("history/" in topic or topic.endswith(".opml") for topic in topics)
    assert not any("404" in page or page.endswith((".xml", ".rss", ".css")) for page in pages)


def test_only_changed_urls_are_announced(told: Site, listener: Listener) -> None:
    told.edit("bell.md", "What there is to say", "What else there is to say")
    told.build()
    assert ping(told, listener) == 0
    topics, pages = heard(listener)
    assert "https://a.example/x/topics/bells/feed.rss" in topics
    assert "https://a.example/x/topics/clocks/feed.rss" not in topics
    assert "https://a.example/x/2024/04/01/the-bell/" in pages
    assert "https://a.example/x/2024/05/01/" not in pages


def test_removed_pages_are_announced(told: Site, listener: Listener) -> None:
    (told.content / "bell.md").unlink()
    told.build()
    ping(told, listener)
    assert "https://a.example/x/2024/04/01/the-bell/" in heard(listener)[1]


def test_without_changes_no_message_is_sent(
    told: Site, listener: Listener, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told.build().settled
    assert ping(told, listener) == 0
    assert listener.heard == []
    assert "Nothing to send." in capsys.readouterr().out


def test_a_dry_run_sends_no_message(
    told: Site, listener: Listener, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ping(told, listener, "--dry-run") == 0
    assert listener.heard == []
    assert f"Would notify {listener.url}/hub of" in capsys.readouterr().out


@pytest.mark.parametrize("status", [302, 400, 500])
def test_a_refused_message_fails_and_redirects_are_not_followed(
    told: Site, listener: Listener, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    listener.status = status
    assert ping(told, listener) == 1
    assert {path for path, _, _ in listener.heard} == {"/hub", "/indexnow"}
    assert f"the host answered {status}" in capsys.readouterr().err


def test_a_host_that_never_ends_its_answer_is_left(
    told: Site, listener: Listener, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("generator.net.post.TIMEOUT", 0.2)
    listener.pace = 0.02
    started = time.monotonic()
    assert ping(told, listener) == 1
    assert time.monotonic() - started < 3
    assert "the host did not answer within 0.2 s" in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    "noise",
    [
        b"\n",
        b"\x00\xff\x1b[31m\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: ",
    ],
)
def test_a_dropped_connection_is_a_reported_failure(
    told: Site, listener: Listener, capsys: pytest.CaptureFixture[str], noise: bytes
) -> None:
    listener.noise = noise
    assert ping(told, listener) == 1
    assert "".join(capsys.readouterr()).count("the connection failed (") == 2, "the hub, and IndexNow"


def test_a_site_without_hub_and_key_sends_no_message(site: Site, listener: Listener) -> None:
    site.record("clock.md", article("clock"))
    site.build()
    assert ping(site, listener) == 0
    assert listener.heard == []


def test_a_ping_without_a_build_has_a_hint(
    site: Site, listener: Listener, capsys: pytest.CaptureFixture[str]
) -> None:
    site.content.mkdir()
    assert ping(site, listener) == 1
    assert "Build the site first" in capsys.readouterr().err


def test_feeds_name_their_hub_and_the_key_is_published(told: Site, listener: Listener) -> None:
    tree = told.tree()
    assert tree[f"{KEY}.txt"] == KEY.encode()
    for path in ("feed.rss", "feed.atom", "feed.json"):
        assert f"{listener.url}/hub".encode() in tree[path]
        assert Validator().validate(path, tree[path]) == ()
    assert json.loads(tree["feed.json"])["hubs"] == [{"type": "WebSub", "url": f"{listener.url}/hub"}]
