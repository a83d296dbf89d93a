"""HTTP statuses, Retry-After headers and retry delays."""

import pytest

from generator.net.retry import DAY, HOUR, MINUTE, classify_status, double_pause, parse_retry_after

NOW = 1_800_000_000


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, "gone"),
        (404, "gone"),
        (410, "gone"),
        (499, "gone"),
        (408, "failed"),
        (425, "failed"),
        (429, "failed"),
        (206, "failed"),
        (500, "failed"),
        (599, "failed"),
    ],
)
def test_classifies_a_status(status: int, kind: str) -> None:
    failure = classify_status(status, "", NOW)
    assert (failure.kind, failure.status, failure.wait) == (kind, status, None)
    assert failure.reason.startswith(f"the host answered {status}")


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (404, "the host answered 404 (not found)"),
        (418, "the host answered 418"),
        (503, "the host answered 503 (temporarily unavailable) and asked to retry later"),
        (500, "the host answered 500 (server error)"),
    ],
)
def test_retry_after_counts_for_429_and_503_only(status: int, reason: str) -> None:
    failure = classify_status(status, "60", NOW)
    assert failure.reason == reason
    assert failure.wait == (60 if status == 503 else None)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", MINUTE),
        ("600", 600),
        (str(30 * DAY), DAY),
        ("9" * 400, DAY),
        ("Fri, 31 Dec 2100 00:00:00 GMT", DAY),
    ],
)
def test_a_host_rests_for_a_minute_to_a_day(header: str, seconds: int) -> None:
    failure = classify_status(503, header, NOW, "cdn.example")
    assert (failure.wait, failure.host, failure.busy) == (seconds, "cdn.example", True)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7200", 7200),
        (" 0 ", 0),
        ("99999999999999", 9_999_999_999),
        ("Fri, 15 Jan 2027 10:00:00 GMT", 7200),
        ("Fri, 15 Jan 2027 10:00:00 -0000", 7200),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
    ],
)
def test_parses_retry_after(header: str, seconds: int) -> None:
    assert parse_retry_after(header, NOW) == seconds


@pytest.mark.parametrize("text", ["", "Mon", "Fri, 99 Jan 2027 10:00:00 GMT", "²", "1e9", "1" * 5000 + "x"])
def test_an_invalid_retry_after_is_ignored(text: str) -> None:
    assert parse_retry_after(text, NOW) is None


def test_a_pause_doubles_up_to_the_longest() -> None:
    assert [double_pause(HOUR, failures, DAY) for failures in (1, 2, 3, 5, 6, 10_000)] == [
        HOUR,
        2 * HOUR,
        4 * HOUR,
        16 * HOUR,
        DAY,
        DAY,
    ]
