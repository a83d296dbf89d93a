"""Public and private sources are requested apart; secrets come from the environment."""

from collections.abc import Iterator
from time import monotonic

import pytest
from msgspec.structs import replace

from generator.ingest.polling.collector import CollectOptions, read_secrets, request_sources
from generator.ingest.polling.source_answer import SourceRequest
from generator.net.limits import RequestLimits
from tests.ingest.kit import source
from tests.support.feed_host import FeedHost, feed_host, rss

QUICK = RequestLimits(connect=2.0, read=2.0, total=4.0)
OPTIONS = CollectOptions("Test/1", 0, 20.0, limits=QUICK, retry_pause=0.01)


@pytest.fixture(scope="module")
def host() -> Iterator[FeedHost]:
    with feed_host() as host:
        host.give("/feed", rss())
        yield host


def test_only_private_sources_reach_this_machine(host: FeedHost) -> None:
    public = replace(source("public"), url=host.url("/feed?public"))
    private = replace(source("private", allow_private=True), url=host.url("/feed"))
    jobs = [(each, SourceRequest(each.url)) for each in (public, private)]
    answers = request_sources(OPTIONS, jobs).answers
    assert answers[private.url].kind == "body"
    assert answers[public.url].fault == "private"
    assert host.times("/feed?public") == 0
    assert host.asked[-1][1]["user-agent"] == "Test/1"


def test_no_jobs_make_no_requests() -> None:
    assert request_sources(OPTIONS, []).answers == {}


@pytest.mark.parametrize("value", ["", "two\nlines", "ümlaut"])
def test_secrets_that_cannot_be_sent_are_named_but_not_shown(value: str) -> None:
    private = source(headers=(("Authorization", "TOKEN"),))
    found = read_secrets(private, {"TOKEN": value})
    assert isinstance(found, str)
    assert "TOKEN" in found
    assert not value or value not in found


def test_secrets_are_read(host: FeedHost) -> None:
    private = source(headers=(("X-Key", "TOKEN"),))
    assert read_secrets(private, {"TOKEN": " open\n"}) == {"X-Key": "open"}


def test_refused_addresses_of_one_host_are_not_waited_for() -> None:
    urls = [f"http://127.0.0.1/{number}" for number in range(10)]
    jobs = [(replace(source(), url=url), SourceRequest(url)) for url in urls]
    started = monotonic()
    answers = request_sources(CollectOptions("Test/1", 0, 20.0), jobs).answers
    assert monotonic() - started < 1.0  # the pause between two requests
    assert {answers[url].fault for url in urls} == {"private"}
