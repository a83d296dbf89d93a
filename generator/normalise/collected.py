"""Normalise the fields of collected records: ``source``, ``guid`` and ``fetched``.

They are for ``broadsheet fetch`` only. A value that no fetch writes is ignored without a problem: records of other
programs may use these names for something else.
"""

import re
from typing import Any

from generator.base.redact import redact_secured

_SOURCE_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?", re.ASCII)
_LONGEST = 1000


def normalise_source_id(value: Any) -> str:
    """Return the id of the source that a record came from, "" if it is no id."""
    return value if isinstance(value, str) and _SOURCE_ID.fullmatch(value) else ""


def normalise_token(value: Any) -> str:
    """Return a text that is compared but never shown, "" if it cannot be one."""
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    is_valid = len(text) <= _LONGEST and text.isprintable() and redact_secured(text) is text
    return text if is_valid else ""
