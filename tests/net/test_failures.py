"""Exceptions of a request become a failure with a kind and a reason."""

import httpcore
import httpx
import pytest

from generator.net.errors import BodyGarbled, BodyTooLarge, BodyTruncated, ConnectionFailed, RequestFailure
from generator.net.failures import classify_exception
from generator.net.limits import RequestLimits

LIMITS = RequestLimits(total=3.0, read=1.5, bytes=2 * 1024 * 1024)


@pytest.mark.parametrize(
    ("error", "kind", "answered", "reason"),
    [
        (TimeoutError(), "failed", False, "the request took longer than 3 s"),
        (BodyTooLarge(), "refused", True, "the file is larger than 2 MB"),
        (BodyTruncated(), "failed", True, "the response is truncated"),
        (BodyGarbled("the response is odd"), "refused", True, "the response is odd"),
        (httpcore.ReadTimeout(), "failed", False, "the host sent nothing for 1.5 s"),
        (httpcore.ConnectError("bad certificate"), "failed", False, "the TLS handshake failed (bad certificate)"),
        (httpcore.ReadError("reset"), "failed", False, "the connection failed (reset)"),
        (httpcore.RemoteProtocolError("bad line"), "failed", False, "the connection failed (bad line)"),
        (httpx.RemoteProtocolError("Location"), "failed", True, "it redirects to an invalid URL"),
        (httpx.InvalidURL("no host"), "refused", True, "the URL is invalid"),
        (ValueError("port"), "refused", True, "the URL is invalid"),
        (KeyError("x"), "failed", True, "the request failed (KeyError: 'x')"),
        (RuntimeError(), "failed", True, "the request failed (RuntimeError: RuntimeError)"),
    ],
)  # fmt: skip
def test_classifies_exceptions(error: Exception, kind: str, answered: bool, reason: str) -> None:
    failure = classify_exception(error, LIMITS)
    assert (failure.kind, failure.answered, failure.reached) == (kind, answered, True)
    assert failure.reason == reason


def test_a_failed_connection_did_not_reach_the_host() -> None:
    error = ConnectionFailed("the host refused the connection")
    expected = RequestFailure("failed", reason=str(error), reached=False, answered=False)
    assert classify_exception(error, LIMITS) == expected


def test_cuts_a_long_message_of_a_host() -> None:
    assert len(classify_exception(httpcore.ReadError("x" * 9_000), LIMITS).reason) < 200
