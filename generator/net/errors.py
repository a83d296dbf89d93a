"""What can go wrong with a request: our exceptions, and the value that callers get instead of one.

Imports no HTTP library, so that caches can be read without one.
"""

from typing import Literal

from msgspec import Struct

FailureKind = Literal["failed", "refused", "gone"]
"""``failed`` may succeed in an hour; ``refused`` will not; ``gone`` is what the host itself says."""


class BodyTooLarge(Exception):
    """A body over the size limit, as sent or after unpacking."""


class BodyGarbled(Exception):
    """A body that is not encoded as its header says. The message is for people."""


class BodyTruncated(Exception):
    """A body that ends too early: the next try may bring it whole."""

    def __init__(self) -> None:
        super().__init__("it is cut short")


class ConnectionFailed(Exception):
    """No connection to a host could be made. The message is for people."""


class RequestFailure(Struct, frozen=True):
    """Why a request brought nothing usable.

    ``wait`` is the number of seconds that the host asked us to stay away, ``reached`` whether a connection was made,
    ``answered`` whether anything sensible came back over it.
    """

    kind: FailureKind
    status: int = 0
    wait: int | None = None
    reason: str = ""
    reached: bool = True
    answered: bool = True
