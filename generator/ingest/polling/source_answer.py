"""Requests to sources and their answers, without any HTTP library."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from generator.model.collection import SourceFault
from generator.net.errors import HostResult


class SourceRequest(Struct, frozen=True):
    """A request to a source: its URL, the validators of its last answer, and headers with secrets.

    Secret headers are sent to the host of the URL only, never to one that a redirect leads to.
    """

    url: str
    etag: str = ""
    modified: str = ""
    secrets: Mapping[str, str] = {}


class SourceAnswer(HostResult, frozen=True):
    """An answer of a source. ``url`` is the final URL, ``moved`` the target of permanent redirects.

    ``max_age`` is how long the answer stays fresh, in seconds, 0 if it does not say.
    """

    kind: Literal["body", "unchanged", "failed"]
    url: str = ""
    body: bytes = b""
    headers: Mapping[str, str] = {}
    etag: str = ""
    modified: str = ""
    moved: str = ""
    max_age: int = 0
    fault: SourceFault = ""
