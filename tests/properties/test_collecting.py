"""Collecting holds its promises whatever feeds answer, people edit, and caches lose (a to g of its specification)."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct

from generator.base.digest import short
from generator.base.progress import Progress
from generator.commands.content_records import read_content
from generator.commands.fetch import fetch
from generator.commands.fetch_options import FetchCommandOptions
from generator.commands.forget import forget
from generator.ingest.feed_parser import parse_feed
from generator.ingest.parser_worker import ParseJob
from generator.ingest.polling.collector import CollectResult
from generator.ingest.polling.source_answer import SourceAnswer
from generator.ingest.polling.source_store import FILE
from generator.model.collection import FetchReport
from generator.model.ingest import ParsedFeed
from tests.support.desk import NOW
from tests.support.site_kit import Tree, tree_of

SOURCES = ("hedge", "quarry")
TITLES = ("Bees were counted", "Wasps were not", "A gate is open", "Rain at last", "The long list of birds")


class Thing(Struct, frozen=True):
    """One entry of a feed: what it is, how its guid is written, its title now, and its age in hours (none: undated)."""

    number: int
    guid: str
    title: int
    hours: int | None


things = st.builds(
    Thing,
    number=st.integers(0, 7),
    guid=st.sampled_from(["", "url", "id"]),
    title=st.integers(0, len(TITLES) - 1),
    hours=st.one_of(st.none(), st.integers(-200, 2000)),
)
feeds = st.lists(things, max_size=7, unique_by=lambda each: each.number)
steps = st.one_of(
    st.tuples(st.just("serve"), st.sampled_from(SOURCES), feeds),
    st.tuples(st.just("fail"), st.sampled_from(SOURCES)),
    st.tuples(st.just("lose")),
    st.tuples(st.just("edit"), st.integers(0, 9)),
    st.tuples(st.just("wait"), st.integers(1, 80)),
)
scripts = st.lists(steps, min_size=1, max_size=7)


def body_of(entries: Sequence[Thing], renamed: str = "") -> bytes:
    items = []
    for each in entries:
        url = f"https://hedge.example/{each.number}"
        guid = {"": "", "url": url, "id": f"id-{each.number}{renamed}"}[each.guid]
        date = (
            format_datetime(NOW - timedelta(hours=each.hours), usegmt=True) if each.hours is not None else ""
        )
        fields = {"title": f"{TITLES[each.title]}, part {each.number}", "link": url, "pubDate": date}
        fields |= {"guid": guid} if guid else {}
        items.append("".join(f"<{name}>{escape(value)}</{name}>" for name, value in fields.items() if value))
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f"<rss version='2.0'><channel><title>Hedge</title>{inside}</channel></rss>".encode()


class World:
    """A site whose sources answer without a network, and parse in this process."""

    def __init__(self, folder: Path, order: Sequence[str] = SOURCES) -> None:
        self.content, self.cache = folder / "content", folder / "cache"
        self.content.mkdir(parents=True)
        blocks = [f'[[source]]\nid = "{id}"\nurl = "https://{id}.example/feed"\n' for id in order]
        (self.content / "sources.toml").write_text("\n".join(blocks), "utf-8")
        self.bodies: dict[str, bytes] = dict.fromkeys(SOURCES, body_of([]))
        self.now = NOW
        self.edited: Tree = {}

    def answer(self, options: Any, jobs: Any, step: Any) -> CollectResult:
        found = {}
        for source, request in jobs:
            body = self.bodies[source.id]
            etag = short(body)
            if not body:
                answer = SourceAnswer("failed", request.url, fault="down", reason="it is down")
            elif request.etag == etag:
                answer = SourceAnswer("unchanged", request.url, etag=etag)
            else:
                answer = SourceAnswer("body", request.url, body, {}, etag)
            found[request.url] = answer
        return CollectResult(found)

    def fetch(self) -> FetchReport:
        options = FetchCommandOptions(self.content, self.cache, self.now, force=True)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("generator.commands.fetch_run.request_sources", self.answer)
            patch.setattr("generator.commands.fetch_run.parse_bodies", parse)
            return fetch(options, Progress())

    def files(self) -> Tree:
        return {path: data for path, data in tree_of(self.content).items() if path.endswith(".md")}

    def keys(self) -> set[str]:
        return {record.key for record in read_content(self.content, self.cache, Progress()).known()}

    def dates(self) -> list[datetime]:
        known = read_content(self.content, self.cache, Progress()).known()
        return [record.published for record in known if record.published]

    def take(self, step: tuple[Any, ...], loses: bool = True) -> None:
        match step:
            case ("serve", source, entries):
                self.bodies[source] = body_of(entries)
            case ("fail", source):
                self.bodies[source] = b""
            case ("lose",) if loses:
                (self.cache / FILE).unlink(missing_ok=True)
            case ("wait", hours):
                self.now += timedelta(hours=hours)
            case ("edit", number) if files := self.files():
                path = sorted(files)[number % len(files)]
                text = files[path] + b"\nA note of mine.\n"
                (self.content / path).write_bytes(text)
                self.edited[path] = text
        self.fetch()


def parse(jobs: Sequence[ParseJob]) -> Iterator[tuple[int, ParsedFeed]]:
    """Parse in this process."""
    for index, job in enumerate(jobs):
        yield index, parse_feed(job.body, job.headers, job.url, job.kind)


@contextmanager
def worlds(*orders: Sequence[str]) -> Iterator[list[World]]:
    with tempfile.TemporaryDirectory(prefix="collect-") as folder:
        yield [World(Path(folder) / str(number), order) for number, order in enumerate(orders)]


quick = settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(script=scripts)
def test_lost_caches_repeated_fetches_and_edits(script: list[tuple[Any, ...]]) -> None:
    with worlds(SOURCES, SOURCES) as (losing, keeping):
        for step in script:
            for world, loses in ((losing, True), (keeping, False)):
                world.take(step, loses)
                once = world.files()
                world.fetch()
                assert world.files() == once  # b
                assert {path: once[path] for path in world.edited} == world.edited  # c
                assert all(date <= world.now + timedelta(hours=1) for date in world.dates())  # e
        assert losing.keys() == keeping.keys()  # a


@quick
@given(first=feeds, second=feeds)
def test_the_order_of_sources_does_not_change_what_is_taken(first: list[Thing], second: list[Thing]) -> None:
    with worlds(SOURCES, SOURCES[::-1]) as both:
        for world in both:
            world.bodies = {"hedge": body_of(first), "quarry": body_of(second)}
            world.fetch()
        assert both[0].keys() == both[1].keys()  # d


@quick
@given(entries=feeds)
def test_renamed_guids_and_forgotten_records_bring_nothing(entries: list[Thing]) -> None:
    with worlds(SOURCES) as (world,):
        world.take(("serve", "hedge", entries))
        before = world.files()
        world.bodies["hedge"] = body_of(entries, "-renamed")
        assert world.fetch().total("new") == 0  # f
        assert world.files().keys() == before.keys()
        forget(world.content, world.cache, (), source="hedge")
        gone = world.files()
        assert world.fetch().total("new") == 0  # g
        assert world.files() == gone
        assert all(b"title" not in data for data in gone.values())
