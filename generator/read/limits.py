"""How large a record may be. Known without opening it, or loading what would read it."""

from generator.base.problem import Problem

MAX_BYTES = 8_000_000
"""The largest file that is read as a record."""


def too_large(path: str, size: int) -> Problem:
    """Return the problem of a file of more than :data:`MAX_BYTES`."""
    message = f"expected a file of at most {MAX_BYTES:,} bytes, found {size:,}"
    return Problem(path, 0, "", message, "Shorten the record, or give the file another ending.")
