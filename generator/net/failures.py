"""Convert exceptions of the HTTP libraries, and our own, into a :class:`RequestFailure`.

Nothing a host does reaches a caller as an exception. Callers decide by ``kind`` what to cache.
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
"""Characters of a library's message to keep. The host controls some of them."""

_REASONS: tuple[tuple[type[Exception], FailureKind, bool, str], ...] = (
    (TimeoutError, "failed", False, "the request took longer than {limits.total:g} s"),
    (BodyTooLarge, "refused", True, "the file is larger than {megabytes:g} MB"),
    (BodyTruncated, "failed", True, "{error}"),
    (BodyGarbled, "refused", True, "{error}"),
    (ConnectionFailed, "failed", False, "{error}"),
    (httpcore.TimeoutException, "failed", False, "the host sent nothing for {limits.read:g} s"),
    (httpcore.ConnectError, "failed", False, "the TLS handshake failed ({error})"),
    (httpcore.NetworkError, "failed", False, "the connection failed ({error})"),
    (httpcore.ProtocolError, "failed", False, "the connection failed ({error})"),
    (httpx.RemoteProtocolError, "failed", True, "it redirects to an invalid URL"),
    (httpx.InvalidURL, "refused", True, "the URL is invalid"),
    (httpx.UnsupportedProtocol, "refused", True, "the URL is invalid"),
    (ValueError, "refused", True, "the URL is invalid"),
    (Exception, "failed", True, "the request failed ({name}: {error})"),
)
"""Exception class, failure kind, whether the host answered, and reason. The first matching row wins."""


def classify_exception(error: Exception, limits: RequestLimits) -> RequestFailure:
    """Return the failure that an exception stands for."""
    if isinstance(error, httpx.TransportError) and isinstance(error.__cause__, Exception):
        error = error.__cause__  # of httpcore, which tells more kinds apart
    kind, answered, template = next(row[1:] for row in _REASONS if isinstance(error, row[0]))
    name = type(error).__name__
    reason = template.format(
        error=str(error)[:_LONGEST_REASON] or name,
        limits=limits,
        megabytes=limits.bytes / 1024 / 1024,
        name=name,
    )
    reached = not isinstance(error, ConnectionFailed)
    return RequestFailure(kind, reason=reason, reached=reached, answered=answered)
