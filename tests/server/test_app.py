"""The server behaves like a production host: pages, redirects, types, conditions, and nothing beyond the site."""

import os
import shutil
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic

import pytest

from tests.conftest import GOLDEN
from tests.server.conftest import PATIENCE, Reply, Server, running
from tests.server.test_routing import HOSTILE
from tests.support.site_kit import Site

LARGE = bytes(range(256)) * 40_000
WHOLE = 3_000_000_000
"""Bytes that take many seconds to send, of a file of nothing, which takes no room."""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for a site with some more in its output: strange files, and links that lead out of it."""
    site = Site(tmp_path_factory.mktemp("host"))
    shutil.copytree(GOLDEN, site.content)
    (site.folder / "secret.txt").write_text("secret", "utf-8")
    (site.folder / "beside").mkdir()
    (site.folder / "beside" / "index.html").write_text("secret", "utf-8")
    out = site.output
    out.mkdir()
    for name in ("a.webp", "a.avif", "a.svg", "a.xml", "a.json", "a b.txt", "ä.txt", "x..y", "a.unknown"):
        (out / name).write_bytes(b"x")
    (out / "large.bin").write_bytes(LARGE)
    (out / "whole.bin").touch()
    os.truncate(out / "whole.bin", WHOLE)
    (out / "bare").mkdir()
    (out / "bare" / "x.txt").write_text("x", "utf-8")
    (out / "link.txt").symlink_to(site.folder / "secret.txt")
    (out / "linked").symlink_to(site.folder / "beside")
    (out / "inside.txt").symlink_to("a b.txt")
    os.mkfifo(out / "pipe")
    with running(site) as server:
        yield server


def test_the_root_leads_to_the_base_path(host: Server) -> None:
    reply = host.ask("/")
    assert (reply.status, reply.headers["location"]) == (302, "/repo/")
    assert host.url == f"http://127.0.0.1:{host.port}/repo/"


def test_a_folder_is_its_index(host: Server) -> None:
    for path in ("/repo/", "/repo/index.html", "/repo/topics/"):
        reply = host.ask(path)
        assert (reply.status, reply.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert reply.text.startswith("<!doctype html>")


def test_a_folder_without_its_slash_leads_to_the_one_with_it(host: Server) -> None:
    reply = host.ask("/repo/topics?x=%20y")
    assert (reply.status, reply.headers["location"]) == (301, "/repo/topics/?x=%20y")
    assert reply.headers["cache-control"] == "no-store"
    assert host.ask("/repo").headers["location"] == "/repo/"


@pytest.mark.parametrize(
    "path", ["/repo/nowhere/", "/repo/nowhere", "/repo/topics/x.html", "/elsewhere/", "/repox/"]
)
def test_what_is_not_there_is_the_sites_own_404(host: Server, path: str) -> None:
    reply = host.ask(path)
    assert (reply.status, reply.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "Page not found" in reply.text


def test_a_folder_without_an_index_is_not_listed(host: Server) -> None:
    assert host.ask("/repo/bare/").status == 404
    assert host.ask("/repo/bare").status == 404
    assert host.ask("/repo/bare/x.txt").body == b"x"
    assert host.ask("/repo/index.html/").status == 404


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("feed.rss", "application/rss+xml; charset=utf-8"),
        ("feed.atom", "application/atom+xml; charset=utf-8"),
        ("a.json", "application/json; charset=utf-8"),
        ("a.webp", "image/webp"),
        ("a.avif", "image/avif"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("a.xml", "application/xml; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("a%20b.txt", "text/plain; charset=utf-8"),
        ("%C3%A4.txt", "text/plain; charset=utf-8"),
        ("a.unknown", "application/octet-stream"),
        ("x..y", "application/octet-stream"),
    ],
)
def test_every_file_has_its_type(host: Server, path: str, kind: str) -> None:
    reply = host.ask(f"/repo/{path}")
    assert (reply.status, reply.headers["content-type"]) == (200, kind)
    assert reply.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/repo/", "/repo/feed.rss", "/repo/large.bin", "/repo/nowhere/", "/repo/topics", "/"]
)
def test_head_is_get_without_the_body(host: Server, path: str) -> None:
    got, head = host.ask(path), host.ask(path, "HEAD")
    assert head.body == b""
    assert head.status == got.status
    assert without_date(head) == without_date(got)
    assert len(got.body) == int(got.headers["content-length"])


def without_date(reply: Reply) -> dict[str, str]:
    return {name: value for name, value in reply.headers.items() if name != "date"}


@pytest.mark.parametrize("path", ["/repo/", "/repo/feed.rss", "/repo/large.bin"])
def test_what_the_browser_has_is_not_sent_again(host: Server, path: str) -> None:
    tag = host.ask(path).headers["etag"]
    again = host.ask(path, If_None_Match=tag)
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert host.ask(path, If_None_Match='"other"').status == 200


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-99", LARGE[:100]),
        ("bytes=-7", LARGE[-7:]),
        ("bytes=9999990-", LARGE[9_999_990:]),
        ("bytes=5-9000000", LARGE[5:9_000_001]),
    ],
)
def test_a_part_of_a_file_can_be_had(host: Server, asked: str, part: bytes) -> None:
    reply = host.ask("/repo/large.bin", Range=asked)
    assert (reply.status, reply.body) == (206, part)
    assert reply.headers["content-range"].endswith(f"/{len(LARGE)}")


def test_a_large_file_comes_whole_and_a_part_of_a_page_is_a_part_of_what_is_sent(host: Server) -> None:
    assert host.ask("/repo/large.bin").body == LARGE
    page = host.ask("/repo/").body
    assert host.ask("/repo/", Range="bytes=10-29").body == page[10:30]
    assert host.ask("/repo/large.bin", Range="bytes=99999999-").status == 416


def test_a_large_file_is_not_read_for_its_head(host: Server) -> None:
    started = monotonic()
    assert host.ask("/repo/whole.bin", "HEAD").headers["content-length"] == str(WHOLE)
    assert monotonic() - started < 1.5


def test_browsers_that_leave_in_the_middle_keep_nobody_waiting(host: Server) -> None:
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", host.port), PATIENCE) as leaving:
            leaving.sendall(b"GET /repo/whole.bin HTTP/1.1\r\nHost: localhost\r\n\r\n")
            leaving.recv(100)
    started = monotonic()
    assert host.ask("/repo/robots.txt").status == 200
    assert monotonic() - started < 5


@pytest.mark.parametrize("raw", [each for each in HOSTILE if each.startswith(b"/")], ids=repr)
def test_no_path_leads_out_of_the_site(host: Server, raw: bytes) -> None:
    """Sent byte by byte: a client library would tidy the path first."""
    import socket

    for base in (b"", b"/repo"):
        with socket.create_connection(("127.0.0.1", host.port), PATIENCE) as connection:
            connection.sendall(
                b"GET %b%b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" % (base, raw)
            )
            reply = b"".join(iter(lambda: connection.recv(65536), b""))
        assert reply.split(b" ", 2)[1] in (b"400", b"404"), reply[:200]
        assert b"secret" not in reply
        assert b"location:" not in reply.lower()


@pytest.mark.parametrize(
    "path",
    [
        "/repo/link.txt", "/repo/linked/", "/repo/linked", "/repo/linked/index.html", "/repo/inside.txt", "/repo/pipe",
        "/repo/.broadsheet/manifest", "/repo/.Broadsheet/manifest", "/repo/%2ebroadsheet/manifest",
        "/repo/.broadsheet/", "/repo/.broadsheet", "/repo/../secret.txt", "/repo/%2e%2e/secret.txt",
        "/repo/..%2fsecret.txt",
    ],
)  # fmt: skip
def test_links_and_our_own_folder_are_not_there(host: Server, path: str) -> None:
    reply = host.ask(path)
    assert reply.status == 404
    assert "secret" not in reply.text
    assert "Do not edit" not in reply.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_nothing_can_be_sent_to_it(host: Server, method: str) -> None:
    reply = host.ask("/repo/", method)
    assert reply.status == 405
    assert "GET" in reply.headers["allow"]


@pytest.mark.parametrize("name", ["evil.example", "evil.example:80", "192.168.1.5", ""])
@pytest.mark.parametrize("path", ["/repo/", "/.broadsheet/events", "/.broadsheet/live.js"])
def test_under_a_foreign_name_nothing_is_answered(host: Server, name: str, path: str) -> None:
    reply = host.ask(path, Host=name)
    assert reply.status in (400, 403)
    assert "<html" not in reply.text


def test_no_other_site_may_read_what_is_served(host: Server) -> None:
    for path in ("/repo/", "/.broadsheet/live.js"):
        reply = host.ask(path, Origin="https://evil.example")
        assert not [name for name in reply.headers if name.startswith("access-control")]


def test_pages_get_the_script_on_their_way_and_the_output_does_not(host: Server) -> None:
    for path in ("/repo/", "/repo/nowhere/", "/repo/topics/"):
        assert host.ask(path).text.count("/.broadsheet/live.js") == 1
    for path in ("/repo/feed.atom", "/repo/sitemap.xml", "/repo/a.svg"):
        assert b"/.broadsheet/" not in host.ask(path).body
    assert host.ask("/.broadsheet/live.js").headers["content-type"] == "text/javascript; charset=utf-8"
    assert host.ask("/.broadsheet/live.css").headers["content-type"] == "text/css; charset=utf-8"
    assert host.ask("/.broadsheet/other").status == 404


def test_two_thousand_requests_fifty_at_a_time(host: Server) -> None:
    paths = ["/repo/", "/repo/topics/", "/repo/feed.rss", "/repo/nowhere/", "/repo/large.bin", "/repo/topics"]
    expected = {path: host.ask(path) for path in paths}

    def ask(worker: int) -> list[str]:
        wrong: list[str] = []
        connection = HTTPConnection("127.0.0.1", host.port, timeout=PATIENCE)
        for number in range(40):
            path = paths[(worker + number) % len(paths)] if number % 20 == 0 else paths[number % 4]
            connection.request("GET", path)
            reply = Reply(connection.getresponse())
            if (reply.status, reply.body) != (expected[path].status, expected[path].body):
                wrong.append(f"{path}: {reply.status}")
        connection.close()
        return wrong

    with ThreadPoolExecutor(50) as pool:
        assert [each for wrong in pool.map(ask, range(50)) for each in wrong] == []


def test_the_output_is_what_a_build_writes(host: Server, tmp_path: Path) -> None:
    """Nothing of the script, the port, or this machine gets into it."""
    served = Site(Path(host.process.args[5]).parent)  # type: ignore[index, arg-type]
    plain = Site(tmp_path)
    shutil.copytree(served.content, plain.content)
    plain.build(overrides={"site": {"base_url": "https://user.github.io/repo/"}})
    for path, data in plain.tree().items():
        assert (served.output / path).read_bytes() == data, path
