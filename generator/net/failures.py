"""Turn the exceptions of the HTTP libraries, and our own, into a value with a reason for people.

Nothing that a host does should reach a caller as an exception: callers decide by ``kind`` what to remember.
"""

import httpcore
import httpx

from generator.net.errors import (
    BodyGarbled,
    BodyTooLarge,
    BodyTruncated,
    ConnectionFailed,
    FailureKind,
    RequestFailure,
)
from generator.net.limits import RequestLimits

_LONGEST_REASON = 120
"""Characters of a library's message that are kept: some of them come from the host."""

_REASONS: tuple[tuple[type[Exception], FailureKind, bool, str], ...] = (
    (TimeoutError, "failed", False, "it was not there after {limits.total:g} s"),
    (BodyTooLarge, "refused", True, "it has more than {megabytes:g} MB"),
    (BodyTruncated, "failed", True, "{fault}"),
    (BodyGarbled, "refused", True, "{fault}"),
    (ConnectionFailed, "failed", False, "{fault}"),
    (httpcore.TimeoutException, "failed", False, "nothing came for {limits.read:g} s"),
    (httpcore.ConnectError, "failed", False, "no secure connection came about ({fault})"),
    (httpcore.NetworkError, "failed", False, "its host broke off ({fault})"),
    (httpcore.ProtocolError, "failed", False, "its host broke off ({fault})"),
    (httpx.RemoteProtocolError, "failed", True, "it leads to no address of the web"),
    (httpx.InvalidURL, "refused", True, "its address cannot be asked"),
    (httpx.UnsupportedProtocol, "refused", True, "its address cannot be asked"),
    (ValueError, "refused", True, "its address cannot be asked"),
    (Exception, "failed", True, "it could not be asked for ({name}: {fault})"),
)
"""Exception → kind, whether the host answered at all, and the reason. The first row that fits wins."""


def classify_exception(fault: Exception, limits: RequestLimits) -> RequestFailure:
    """Return what an exception raised by a request means."""
    kind, answered, words = next(row[1:] for row in _REASONS if isinstance(fault, row[0]))
    name = type(fault).__name__
    reason = words.format(
        fault=str(fault)[:_LONGEST_REASON] or name,
        limits=limits,
        megabytes=limits.bytes / 1024 / 1024,
        name=name,
    )
    reached = not isinstance(fault, ConnectionFailed)
    return RequestFailure(kind, reason=reason, reached=reached, answered=answered)
