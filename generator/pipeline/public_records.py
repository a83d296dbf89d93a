"""The records whose pages are public, remembered so that a build with ``--no-loss`` can stop before one disappears.

The list does not depend on the version of the program, unlike caches of results.
"""

from contextlib import suppress

from generator.base.errors import LossError
from generator.base.problem import Problem
from generator.base.storage.cache_file import read_cache_file, write_cache_file
from generator.base.text import plural
from generator.model.catalogue import Catalogue
from generator.pipeline.context import BuildContext
from generator.pipeline.records import ReadRecords

_SALT = b"public records 1"

_SHOWN = 10
"""Errors that the message of a stopped build has."""


def stop_on_loss(context: BuildContext, reading: ReadRecords) -> None:
    """Stop a build with ``--no-loss`` if a public page would disappear because its record has an error.

    If it is not known which pages are public, every error counts. Raises :class:`LossError`. Nothing has been published
    by then.
    """
    if not context.options.no_loss:
        return
    public = _load_public_paths(context)
    lost = [each for each in reading.records if each.item is None and (public is None or each.path in public)]
    if not lost:
        return
    errors = [error for record in lost for error in record.problems if error.severity == "error"]
    whose = "records have" if public is None else "public pages would disappear, because their records have"
    if len(lost) == 1:
        whose = "record has" if public is None else "public page would disappear, because its record has"
    folder = context.options.content.as_posix()
    raise LossError(
        "\n".join([f"{len(lost):,} {whose} errors:", *_error_lines(errors, folder)]), _hint(public is None)
    )


def _error_lines(errors: list[Problem], folder: str) -> list[str]:
    more = [f"and {plural(len(errors) - _SHOWN, 'more error')}"] if len(errors) > _SHOWN else []
    return [*[error.format_line(folder) for error in errors[:_SHOWN]], *more]


def _hint(is_unknown: bool) -> str:
    if is_unknown:
        return "Nothing was published: which pages are public is not known. Correct them, or build without --no-loss."
    return "Nothing was published. Correct the record, or withdraw it with removed: true."


def _load_public_paths(context: BuildContext) -> frozenset[str] | None:
    body = read_cache_file(context.cache.public_records, _SALT)
    return None if body is None else frozenset(body.decode().split("\n"))


def save_public_records(context: BuildContext, catalogue: Catalogue) -> None:
    """Save the paths of the records that are public now. A list that cannot be written is removed."""
    body = "\n".join(sorted(item.path for item in catalogue.items)).encode()
    file = context.cache.public_records
    if read_cache_file(file, _SALT) == body:
        return
    try:
        write_cache_file(file, _SALT, body)
    except OSError:
        with suppress(OSError):
            file.unlink()
