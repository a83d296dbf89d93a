"""Exceptions of this package, and the values that callers get instead of one.

Imports no HTTP library, so that the caches can be read without one.
"""

from typing import Literal

from msgspec import Struct

FailureKind = Literal["failed", "refused", "gone", "blocked"]
"""``failed``: may succeed in an hour. ``refused``: will not succeed. ``gone``: the host answered with a 4xx status.
``blocked``: the SSRF guard did not allow the request."""


class BodyTooLarge(Exception):
    """The body is over the size limit, as sent or after unpacking."""


class BodyGarbled(Exception):
    """The body is not encoded as its header says. The message is shown to users."""


class BodyTruncated(Exception):
    """The body ends too early. The next attempt may succeed."""

    def __init__(self) -> None:
        super().__init__("the response is truncated")


class ConnectionFailed(Exception):
    """No connection to a host could be made. The message is shown to users."""


class HostResult(Struct, frozen=True, kw_only=True):
    """What a crawl has to know about the result of any request. Results derive from it.

    ``host`` is the host that answered or failed, if a redirect led to another one than that of the URL. ``wait`` is
    the number of seconds from Retry-After. ``sent`` tells whether any host was asked at all, ``reached`` whether a
    connection was made, ``answered`` whether the host sent a valid response. ``reason``, shown to users, says what
    failed.

    >>> HostResult(status=503, wait=600).busy
    True
    """

    host: str = ""
    status: int = 0
    wait: int | None = None
    reason: str = ""
    sent: bool = True
    reached: bool = True
    answered: bool = True

    @property
    def busy(self) -> bool:
        """Whether the host asked to be left alone."""
        return self.wait is not None or self.status == 429


class RequestFailure(HostResult, frozen=True):
    """A request that failed. ``url`` is the one that failed, after redirects.

    If the guard blocked it, ``allow`` is the value for ``allow_hosts`` that would permit it, "" if none would.
    """

    kind: FailureKind
    url: str = ""
    allow: str = ""


class RestingHostError(Exception):
    """A redirect leads to a host that is not asked any more. ``result`` says why."""

    def __init__(self, result: HostResult) -> None:
        super().__init__(result.reason)
        self.result = result
