"""The size limit of a record. Separate, so that checking it needs neither the file nor the parser."""

from generator.base.problem import Problem

MAX_BYTES = 8_000_000
"""The largest file that is read as a record."""


def too_large_problem(path: str, size: int) -> Problem:
    """Return the problem of a file larger than :data:`MAX_BYTES`."""
    message = f"expected a file of at most {MAX_BYTES:,} bytes, found {size:,}"
    return Problem(path, 0, "", message, "Shorten the record. If it is not a record, change its extension.")
