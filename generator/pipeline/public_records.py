"""The records whose pages are public, remembered so that a build can stop before pages disappear: one because of an
error (``--no-loss``), or most of them at once (``content.removal_limit``).

The list does not depend on the version of the program, unlike caches of results. Drafts are not in it.
"""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import get_args

import msgspec

from generator.base.errors import LossError
from generator.base.problem import Problem
from generator.base.storage.cache_file import read_cache_file, write_cache_file
from generator.base.text import plural
from generator.model.catalogue import Catalogue
from generator.model.item import Kind
from generator.pipeline.context import BuildContext
from generator.pipeline.records import ReadRecords, show_real_paths
from generator.plan.site import Plan
from generator.write.trace import load_manifest

_SALT = b"public records 2"

_SHOWN = 10
"""Errors, or pages, that the message of a stopped build has."""

_ITEM_PAGE = re.compile(rf"(?:\d{{4}}/\d\d/\d\d|{'|'.join(get_args(Kind))})/[^/]+/index\.html").fullmatch
"""The path of an item's page, as :mod:`generator.organise.permalinks` makes it."""

_FEW = 5
"""Fewer pages than this may always disappear, unless no item is left. A site with no more than this may replace all of
them: a new one begins with five examples."""


def stop_on_loss(context: BuildContext, reading: ReadRecords) -> None:
    """Stop a build with ``--no-loss`` if a public page would disappear because its record has an error.

    If it is not known which pages are public, every error counts. Raises :class:`LossError`. Nothing has been published
    by then.
    """
    if not context.options.no_loss:
        return
    public = _load_public_records(context)
    lost = [each for each in reading.records if each.item is None and (public is None or each.path in public)]
    if not lost:
        return
    errors = [error for record in lost for error in record.problems if error.severity == "error"]
    whose = "records have" if public is None else "public pages would disappear, because their records have"
    if len(lost) == 1:
        whose = "record has" if public is None else "public page would disappear, because its record has"
    folder = context.options.content.as_posix()
    raise LossError(
        "\n".join(
            [f"{len(lost):,} {whose} errors:", *_error_lines(show_real_paths(context, errors), folder)]
        ),
        _hint(public is None),
    )


def _error_lines(errors: Sequence[Problem], folder: str) -> list[str]:
    more = [f"and {plural(len(errors) - _SHOWN, 'more error')}"] if len(errors) > _SHOWN else []
    return [*[error.format_line(folder) for error in errors[:_SHOWN]], *more]


def _hint(is_unknown: bool) -> str:
    if is_unknown:
        return "Nothing was published: which pages are public is not known. Correct them, or build without --no-loss."
    return "Nothing was published. Correct the record, or withdraw it with removed: true."


def stop_on_removal(context: BuildContext, catalogue: Catalogue, plan: Plan) -> None:
    """Stop a build if more of the public pages would disappear than ``content.removal_limit`` allows, or all of them.

    An item is still there if its record or its key is: files may be moved, and URLs corrected. If the last build's list
    is lost, the pages of items in the output folder are counted. Raises :class:`LossError`. Nothing has been
    published by then.
    """
    options, limit = context.options, context.settings.content.removal_limit
    if options.dry_run or limit == 100:
        return
    public = _load_public_records(context)
    gone, known = _gone_items(public, catalogue) if public is not None else _gone_files(context, plan)
    is_most = len(gone) >= _FEW < known and len(gone) * 100 > known * limit
    if not is_most and (catalogue.items or not gone):
        return
    more = [f"and {plural(len(gone) - _SHOWN, 'more page')}"] if len(gone) > _SHOWN else []
    raise LossError(
        "\n".join([f"{len(gone):,} of {known:,} public pages would disappear:", *gone[:_SHOWN], *more]),
        f"Nothing was published. Is {options.content.as_posix()} the right folder, and complete? If you mean it, build "
        "once with --allow-removal, or set removal_limit = 100 under [content] in site.toml.",
    )


def _gone_items(public: Mapping[str, str], catalogue: Catalogue) -> tuple[list[str], int]:
    """Return the records that are public no more, and how many were."""
    paths, keys = {item.path for item in catalogue.items}, {item.key for item in catalogue.items}
    return sorted(path for path, key in public.items() if path not in paths and key not in keys), len(public)


def _gone_files(context: BuildContext, plan: Plan) -> tuple[list[str], int]:
    """Return the pages of items in the output folder that the plan does not replace, and how many there are.

    A page with another path may be of the same item, so only the difference counts.
    """
    pages = list(filter(_ITEM_PAGE, load_manifest(context.options.output) or ()))
    gone = sorted(path for path in pages if path not in plan.paths)
    return gone[: max(0, len(pages) - len(list(filter(_ITEM_PAGE, plan.paths))))], len(pages)


def _load_public_records(context: BuildContext) -> dict[str, str] | None:
    """Return the keys of the public records by path, ``None`` if it is not known which records are public."""
    body = read_cache_file(context.cache.public_records, _SALT)
    return None if body is None else msgspec.msgpack.decode(body, type=dict[str, str])


def save_public_records(context: BuildContext, catalogue: Catalogue) -> None:
    """Save which records are public now. A list that cannot be written is removed."""
    public = {item.path: item.key for item in catalogue.items if item.status != "draft"}
    body = msgspec.msgpack.encode(public, order="sorted")
    file = context.cache.public_records
    if read_cache_file(file, _SALT) == body:
        return
    try:
        write_cache_file(file, _SALT, body)
    except OSError:
        with suppress(OSError):
            file.unlink()
