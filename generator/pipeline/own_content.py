"""Reads the content of the owner that is not an item: pages, which are among the cached records, and static files."""

from hashlib import blake2b
from pathlib import Path

from msgspec import structs

from generator.base.digest import SIZE
from generator.base.problem import Problem
from generator.base.suggest import closest_names
from generator.model.output import Asset
from generator.model.own_content import STATIC_FOLDER, OwnContent, OwnPage
from generator.model.record import SourceFile
from generator.pipeline.context import BuildContext
from generator.pipeline.records import ReadRecords
from generator.read.files import unreadable_problem

_PIECE = 1 << 20


def load_own_content(context: BuildContext, records: ReadRecords) -> tuple[OwnContent, list[Problem]]:
    """Return the pages and the static files of the owner, and their problems.

    Every static file is read for its digest: that takes about a second per gigabyte, and only if anything changed.
    """
    problems: list[Problem] = []
    pages = [_check_template(context, read.page, problems) for read in records.pages if read.page is not None]
    files = [_read_asset(context.options.content, file, problems) for file in context.listing.static]
    return OwnContent(tuple(pages), tuple([file for file in files if file is not None])), problems


def _check_template(context: BuildContext, page: OwnPage, problems: list[Problem]) -> OwnPage:
    """Return a page with a template of the theme: the usual one if it names another."""
    templates = context.theme.templates
    if not page.template or page.template in templates:
        return page
    message = f"expected a template of the theme, found {page.template!r}: the usual one is used"
    near = closest_names(page.template, sorted(templates))
    hint = f"Did you mean {near[0]}?" if near else "Add it to your folder of templates."
    problems.append(Problem(page.path, 0, "template", message, hint, "warning"))
    return structs.replace(page, template="")


def _read_asset(content: Path, file: SourceFile, problems: list[Problem]) -> Asset | None:
    source, state = content / (file.disk_path or file.path), blake2b(digest_size=SIZE)
    try:
        with source.open("rb") as data:
            while piece := data.read(_PIECE):
                state.update(piece)
    except OSError as error:
        problems.append(unreadable_problem(file.path, error))
        return None
    return Asset(file.path.removeprefix(STATIC_FOLDER), str(source), state.digest())
