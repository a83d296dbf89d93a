"""One request: which fault an answer is, for how long it is fresh, and which validators are kept."""

import pytest

from generator.ingest.polling import source_client as client
from generator.model.collection import SourceFault
from generator.net.errors import RequestFailure
from generator.net.retry import DAY, classify_status

NOW = 1_794_312_000


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (401, "refused"),
        (402, "refused"),
        (403, "refused"),
        (451, "refused"),
        (404, "missing"),
        (400, "missing"),
        (410, "gone"),
        (429, "busy"),
        (500, "down"),
        (503, "down"),
        (408, "down"),
    ],
)
def test_statuses(status: int, fault: SourceFault) -> None:
    assert client._failed(classify_status(status, "", NOW)).fault == fault


def test_failures_without_a_status() -> None:
    assert client._failed(RequestFailure("blocked")).fault == "blocked"
    own = RequestFailure("blocked", allow="127.0.0.1", sent=False)
    assert client._failed(own).fault == "private"
    after_a_redirect = RequestFailure("blocked", allow="127.0.0.1")
    assert client._failed(after_a_redirect).fault == "blocked"
    assert client._failed(RequestFailure("refused")).fault == "unusable"
    assert client._failed(RequestFailure("failed", reached=False)).fault == "down"


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("120", 120),
        ("5", 60),
        ("31536000", 7 * DAY),
        ("Tue, 10 Nov 2026 13:00:00 GMT", 3600),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after_is_between_a_minute_and_a_week(header: str, wait: int | None) -> None:
    assert client._rest(503, header, NOW - NOW % DAY + DAY // 2 if header.startswith("Tue") else NOW) == wait
    assert client._rest(500, header, NOW) is None


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"cache-control": "no-cache"}, 0),
        ({"cache-control": "s-maxage=9, max-age=600"}, 600),
        ({"cache-control": "max-age=99999999"}, DAY),
        ({"expires": "Thu, 01 Jan 1970 01:00:00 GMT"}, 3600),
        ({"expires": "0"}, 0),
        ({"expires": "Thu, 01 Jan 1970 01:00:00 GMT", "cache-control": "max-age=60"}, 60),
    ],
)
def test_freshness(headers: dict[str, str], seconds: int) -> None:
    assert client.find_max_age(headers, 0) == seconds


def test_validators_that_cannot_be_sent_back_are_not_kept() -> None:
    assert client._validator('W/"1 a"') == 'W/"1 a"'
    assert client._validator("é") == ""
    assert client._validator("x" * 1001) == ""
