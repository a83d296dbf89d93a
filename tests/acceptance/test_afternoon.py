"""An afternoon and two nights: 52 sources with every fault that hosts have, 20 visits by a fake clock, 20 builds.

In the end every entry is there once, with the date of its feed, and no reader saw anything twice: neither one that
compares ids and dates, nor newsboat.
"""

import gzip
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import frontmatter
import pytest
from lxml import etree

from generator.base.errors import OutputError
from generator.ingest.feed_parser import parse_feed
from generator.ingest.parser_worker import ParseJob
from generator.model.ingest import ParsedFeed
from generator.net.limits import RequestLimits
from tests.support.desk import NOW, Desk
from tests.support.feed_host import Answer, FeedHost, feed_host, rss
from tests.support.newsboat import MISSING, PROGRAM, Newsboat, served
from tests.support.site_kit import Site

VISITS, HOURS = 20, 3
FAULTY = range(4, 9)
"""The visits at which faulty sources are faulty."""

HOSTS = tuple(f"127.0.0.{number}" for number in range(1, 6))
RESTING = HOSTS[-1]
"""Its sources ask to be left alone: then the whole host is."""

NAMED = "unsteady.example"
"""A host with a name, which is unknown at the faulty visits."""

NO_CACHE, NO_NETWORK, NO_ROOM = 11, 13, 14
"""The visits before which the cache is lost, at which no name can be resolved, and at which a record has no place."""

LIMITS = RequestLimits(at_once=16, per_host=8, connect=1.0, read=0.3, total=0.6, redirects=5, downgrade=False)
SMALL = """
[feeds]
entries = 200
formats = ["atom"]
[sections]
archive = false
statistics = false
[search]
enabled = false
"""
"""Parts of a site that cost most of a build and show nothing more here."""

ATOM = "{http://www.w3.org/2005/Atom}"


class Feed:
    """One source, with a new entry at every fourth visit. ``fault`` makes of a good answer what it sends instead."""

    def __init__(self, number: int, host: str, fault: Callable[[bytes], Answer] | None) -> None:
        self.id, self.host, self.fault = f"source-{number:02}", host, fault
        self.number = number

    def entries(self, visit: int) -> list[tuple[str, str, str]]:
        """Return the entries so far, newest first."""
        found = []
        for at in range(visit, -3, -1):
            if (at + self.number) % 4 == 0 or at <= 0:
                date = format_datetime(NOW + timedelta(hours=HOURS * at, minutes=-self.number), usegmt=True)
                found.append((f"{self.id}/{at}", f"Entry {at} of {self.id}", date))
        return found

    def answer(self, visit: int, headers: dict[str, str]) -> Answer:
        body = rss(*self.entries(visit), title=self.id).encode()
        if self.fault is not None and visit in FAULTY:
            return self.fault(body)
        etag = (
            f'W/"{len(body)}"' if self.number % 2 else f'"{visit}"'
        )  # the second kind changes although nothing did
        if headers.get("if-none-match") == etag:
            return 304, {"etag": etag}, b""
        return 200, {"etag": etag, "content-type": "application/rss+xml"}, body


def plain(status: int, body: bytes = b"no", **headers: str) -> Callable[[bytes], Answer]:
    return lambda _: (status, {name.replace("_", "-"): value for name, value in headers.items()}, body)


PAGE = (
    b'<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head></html>'
)
STRANGE = (
    rss(("win", "Win at cards today", "Tue, 10 Nov 2026 20:00:00 GMT"), title="Casino")
    .replace("hedgerow", "casino")
    .encode()
)

FAULTS: dict[str, Callable[[bytes], Answer]] = {
    "moved for good": plain(301, location="/elsewhere"),
    "moved for now": plain(302, location="/elsewhere"),
    "moved in a circle": plain(302, location="/circle"),
    "moved to a page": plain(301, location="/page"),
    "a page": plain(200, PAGE, content_type="text/html"),
    "missing": plain(404),
    "gone for a while": plain(404, b""),
    "refused": plain(403),
    "payment": plain(402),
    "law": plain(451),
    "broken": plain(500),
    "gateway": plain(502),
    "hangs": lambda body: (200, {"x-drip": "0.2"}, body),
    "cut": lambda body: (200, {"content-length": str(len(body) + 1000)}, body),
    "too large": plain(200, b"<rss>" + b" " * 8_100_000),
    "bomb": plain(200, gzip.compress(bytes(20_000_000)), content_encoding="gzip"),
    "not gzip": lambda body: (200, {"content-encoding": "gzip"}, body),
    "unknown encoding": lambda body: (200, {"content-encoding": "br"}, body),
    "304 to nothing": plain(304),
    "empty feed": plain(200, rss().encode()),
    "empty body": plain(200, b""),
    "moved to a host without TLS": plain(302, location="/tls"),
    "not well-formed": lambda body: (200, {}, body.replace(b"</channel></rss>", b"<item><title>&nope")),
    "charset lies": lambda body: (200, {"content-type": "application/rss+xml; charset=utf-16"}, body),
    "deep": plain(200, b"<rss version='2.0'><channel><item>" + b"<a>" * 5_000),
    "somebody else's": plain(200, STRANGE),
    "nonsense": plain(200, b"\x00\xff" * 400),
}
BUSY: dict[str, Callable[[bytes], Answer]] = {
    "seconds": plain(429, retry_after="7200"),
    "date": plain(503, retry_after="Tue, 10 Nov 2026 23:00:00 GMT"),
    "garbage": plain(429, retry_after="soon"),
    "a year": plain(503, retry_after="31536000"),
}


def make_feeds() -> list[Feed]:
    faults = [*[(HOSTS[n % 4], fault) for n, fault in enumerate(FAULTS.values())]]
    faults += [(RESTING, fault) for fault in BUSY.values()]
    faults += [(NAMED, lambda body: (200, {}, body))]
    healthy = 51 - len(faults)
    feeds = [Feed(n, HOSTS[n % 4], None) for n in range(healthy)]
    return feeds + [Feed(healthy + n, host, fault) for n, (host, fault) in enumerate(faults)]


class Reader:
    """Remembers what a feed reader does: ids and dates. Either changing would show an entry again."""

    def __init__(self) -> None:
        self.dates: dict[str, str] = {}
        self.ids: dict[str, str] = {}

    def read(self, file: Path) -> None:
        for entry in etree.parse(file).getroot().iter(f"{ATOM}entry"):
            key, date = (entry.findtext(f"{ATOM}{name}") or "" for name in ("id", "published"))
            title = entry.findtext(f"{ATOM}title") or ""
            assert self.dates.setdefault(key, date) == date
            assert self.ids.setdefault(title, key) == key


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has all of 127.0.0.0/8")
@pytest.mark.skipif(PROGRAM is None, reason=MISSING)
def test_an_afternoon(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    feeds, names = make_feeds(), Names(monkeypatch)
    with feed_host(HOSTS) as host, served(site.output) as address:
        desk = begin(site, host, feeds, address)
        readers = Readers(site, address, tmp_path / "newsboat")
        for visit in range(VISITS):
            serve(host, feeds, visit)
            names.known = visit not in FAULTY
            if visit == NO_CACHE:
                desk.lose_cache()
            with parsing_here(visit not in FAULTY), without(names, desk, visit):
                assert desk.fetch(HOURS * visit, limits=LIMITS).errors == ()
            site.build()
            readers.read()
        last = desk.fetch(24 * 8, limits=LIMITS, force=True)
        site.build()
        readers.read()
        month = desk.fetch(24 * 33, limits=LIMITS, force=True)
    assert [each.id for each in last.sources if each.state == "failed"] == []
    assert [each.id for each in month.sources if "passed its rules" in each.notice] == ["strict"]
    found: dict[Any, Any] = {}
    for path, data in desk.records().items():
        fields = frontmatter.loads(data.decode()).metadata
        assert fields["originalUrl"] not in found, path
        found[fields["originalUrl"]] = fields["publishedDateTime"]
    expected = [entry for feed in feeds for entry in feed.entries(VISITS - 1)]
    assert {f"https://hedgerow.example/{name}" for name, _, _ in expected} == found.keys()
    dates = {f"https://hedgerow.example/{name}": date for name, _, date in expected}
    assert {url: format_datetime(date, usegmt=True) for url, date in found.items()} == dates
    readers.saw({title for _, title, _ in expected})
    before = desk.records()
    assert site.tree() == site.clean()
    assert desk.records() == before


class Names:
    """The resolver: what it says of :data:`NAMED`, and of everything if there is no network."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.known, self.network = True, True
        resolve = socket.getaddrinfo

        def getaddrinfo(host: Any, *given: Any, **named: Any) -> Any:
            if not self.network:
                raise socket.gaierror(socket.EAI_AGAIN, "no server")
            if host == NAMED and not self.known:
                raise socket.gaierror(socket.EAI_NONAME, "unknown name")
            return resolve(HOSTS[0] if host == NAMED else host, *given, **named)

        patch.setattr(socket, "getaddrinfo", getaddrinfo)


@contextmanager
def without(names: Names, desk: Desk, visit: int) -> Iterator[None]:
    """Take the network away at one visit, and the place of a record at another. The visit itself comes afterwards."""
    if visit == NO_NETWORK:
        names.network = False
        with pytest.raises(OutputError, match="there is no network"):
            desk.fetch(HOURS * visit, limits=LIMITS)
        names.network = True
    if visit == NO_ROOM:
        with ExitStack() as stack:
            stack.enter_context(parsing_here(True))
            trial = desk.fetch(HOURS * visit, limits=LIMITS, dry_run=True)
            new = [entry.path for each in trial.sources for entry in each.entries if entry.verdict == "new"]
            place = desk.site.content / new[0]
            place.mkdir(parents=True)
            stack.callback(place.rmdir)
            (error,) = desk.fetch(HOURS * visit, limits=LIMITS).errors
            assert new[0] in error
    yield


class Readers:
    """Two readers of everything: our own, which knows when an entry would be shown again, and newsboat."""

    def __init__(self, site: Site, address: str, home: Path) -> None:
        home.mkdir()
        self._feed, self._own, self._newsboat = site.output / "feed.atom", Reader(), Newsboat(home)
        self._newsboat.follow(f"{address}feed.atom")
        self._seen: set[str] = set()

    def read(self) -> None:
        """Read what there is. Nothing may be unread twice."""
        self._own.read(self._feed)
        self._newsboat.reload()
        unread = self._newsboat.unread()
        assert len(set(unread)) == len(unread)
        assert not self._seen & set(unread)
        self._seen |= set(unread)
        self._newsboat.read_everything()

    def saw(self, titles: set[str]) -> None:
        """Hold that newsboat has each of several titles once."""
        assert sorted(title for title in self._newsboat.titles().values() if title in titles) == sorted(
            titles
        )


@contextmanager
def parsing_here(here: bool) -> Iterator[None]:
    """Parse in this process, which takes no time to start. What is faulty is parsed in workers."""

    def parse(jobs: Sequence[ParseJob]) -> Iterator[tuple[int, ParsedFeed]]:
        for index, job in enumerate(jobs):
            yield index, parse_feed(job.body, job.headers, job.url, job.kind)

    with pytest.MonkeyPatch.context() as patch:
        if here:
            patch.setattr("generator.commands.fetch_run.parse_bodies", parse)
        yield


def begin(site: Site, host: FeedHost, feeds: list[Feed], address: str) -> Desk:
    desk = Desk(site, host)
    allowed = ", ".join(f'"{name}:{host.port}"' for name in (*HOSTS, NAMED))
    base = f'[site]\nbase_url = "{address}"\n'
    site.write("site.toml", f"{base}[images]\nallow_hosts = [{allowed}]\n{SMALL}")
    desk.settings('[rules]\ndrop = ["never met"]\n')
    for feed in feeds:
        desk.source(feed.id, f"/{feed.id}", host=feed.host)
    desk.source("strict", "/strict", more='keep = ["what nobody writes"]')
    return desk


def serve(host: FeedHost, feeds: list[Feed], visit: int) -> None:
    host.give("/page", PAGE, content_type="text/html")
    host.give("/circle", b"", 302, location="/circle")
    host.give("/tls", b"", 302, location=f"https://{HOSTS[0]}:{host.port}/feed")
    host.give("/elsewhere", rss())
    host.give("/strict", rss(("strict", "Not what is wanted", "Tue, 10 Nov 2026 09:00:00 GMT")))
    for feed in feeds:
        host.answers[f"/{feed.id}"] = lambda headers, feed=feed: feed.answer(visit, headers)  # type: ignore[misc]
