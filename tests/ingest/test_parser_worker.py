"""Hostile feeds cost a worker at most, and no other feed anything."""

import subprocess
import sys

import pytest

from generator.base.concurrency.sandbox import ResourceLimits, WorkerFailed
from generator.ingest.limits import MAX_BODY, MAX_ENTRIES, MAX_MEMORY
from generator.ingest.parser_worker import LIMITS, ParseJob, parse_bodies
from generator.model.ingest import ParsedFeed
from tests.support.site_kit import ROOT

URL = "https://a.example/feed"
GOOD = b"<rss version='2.0'><channel><title>T</title><item><title>One two</title></item></channel></rss>"
ITEM = b"<item><title>One two</title></item>"
LAUGHS = b"<!DOCTYPE r [<!ENTITY a0 'ha'>" + b"".join(
    f"<!ENTITY a{number} '{f'&a{number - 1};' * 10}'>".encode() for number in range(1, 12)
)


def test_results_come_with_the_numbers_of_their_jobs() -> None:
    jobs = [ParseJob(GOOD.replace(b"One two", str(number).encode()), URL) for number in range(5)]
    found = dict(parse_bodies(jobs))
    titles = {number: feed.entries[0].title for number, feed in found.items() if isinstance(feed, ParsedFeed)}
    assert titles == {number: str(number) for number in range(5)}


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        LAUGHS + b"]><rss version='2.0'><channel><title>&a11;</title></channel></rss>",
        b"<!DOCTYPE r [<!ENTITY x '" + b"A" * 50_000 + b"'>]><rss><channel><title>" + b"&x;" * 2000,
        b"<rss version='2.0'><channel><item>" + b"<a>" * 30_000,
        b"<rss version='2.0'><channel><item a='" + b"x" * 3_000_000 + b"'></item></channel></rss>",
        b"<rss version='2.0'><channel><item><title>" + b"&#65;" * 100_000,
        b"<rss version='2.0'><channel>" + b"<item><title>abc" * 10_000,
        b'{"items":' + b"[" * 1_000_000,
        b"/etc/passwd",
        b"\x00" * 100_000,
        b"<!DOCTYPE html>" + b"<div>" * 50_000,
        b"<link " * 100_000,
    ],
    ids=[
        "laughs",
        "quadratic",
        "deep",
        "attribute",
        "references",
        "unclosed",
        "json",
        "path",
        "zeros",
        "html",
        "links",
    ],
)
def test_a_hostile_body_ends_within_its_limits_and_others_are_parsed(body: bytes) -> None:
    found = dict(parse_bodies([ParseJob(GOOD, URL), ParseJob(body, URL), ParseJob(GOOD, URL)], workers=1))
    assert all(isinstance(found[place], ParsedFeed) and found[place].entries for place in (0, 2))  # type: ignore[union-attr]
    assert "root:" not in repr(found[1])


def test_more_entries_than_the_limit_are_counted_and_left() -> None:
    ((_, feed),) = parse_bodies([ParseJob(b"<rss version='2.0'><channel>" + ITEM * 1500, URL)])
    assert isinstance(feed, ParsedFeed)
    assert (len(feed.entries), feed.found) == (MAX_ENTRIES, 1500)


def test_a_body_beyond_the_limit_is_not_parsed() -> None:
    found = dict(parse_bodies([ParseJob(b" " * (MAX_BODY + 1), URL), ParseJob(GOOD, URL)]))
    assert found[0] == WorkerFailed("it is larger than 8,000,000 bytes")
    assert isinstance(found[1], ParsedFeed)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit of processor time")
def test_processor_time_is_limited() -> None:
    limits = ResourceLimits(0.3, MAX_MEMORY, task="parsing it", program="feed parser")
    body = b"<rss version='2.0'><channel>" + ITEM * 60_000
    ((_, feed),) = parse_bodies([ParseJob(body, URL)], limits=limits)
    assert feed == WorkerFailed("parsing it took more than 0.3 seconds")


SMALL_MEMORY = """
from generator.ingest.parser_worker import ParseJob, ResourceLimits, WorkerFailed, parse_bodies
limits = ResourceLimits(60, 1_000_000, task="parsing it", program="feed parser")
body = b"<rss version='2.0'><channel>" + b"<item><title>a</title></item>" * 60_000
((_, feed),) = parse_bodies([ParseJob(body, "https://a.example/feed")], limits=limits)
print(feed.reason if isinstance(feed, WorkerFailed) else feed.problem)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="there is no limit of memory")
def test_memory_is_limited() -> None:
    """In a process of its own: a large one has room to spare. Without memory, expat ends with a SystemError."""
    done = subprocess.run([sys.executable, "-c", SMALL_MEMORY], capture_output=True, text=True, cwd=ROOT)
    assert "feed parser" in done.stdout or "the parser failed" in done.stdout, done.stderr


def test_the_limits_are_those_of_the_specification() -> None:
    assert (LIMITS.seconds, LIMITS.memory, MAX_BODY, MAX_ENTRIES) == (20, 512_000_000, 8_000_000, 1000)
