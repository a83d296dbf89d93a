"""Exceptions of this package, and the value that callers get instead of one.

Imports no HTTP library, so that the caches can be read without one.
"""

from typing import Literal

from msgspec import Struct

FailureKind = Literal["failed", "refused", "gone"]
"""``failed``: may succeed in an hour. ``refused``: will not succeed. ``gone``: the host answered with a 4xx status."""


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


class RequestFailure(Struct, frozen=True):
    """The reason why a request failed.

    ``wait`` is the number of seconds from Retry-After. ``reached`` tells whether a connection was made, ``answered``
    whether the host sent a valid response. ``reason`` is shown to users.
    """

    kind: FailureKind
    status: int = 0
    wait: int | None = None
    reason: str = ""
    reached: bool = True
    answered: bool = True
