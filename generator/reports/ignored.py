"""What of the content is ignored without being a problem: unknown fields, and text files that are not records."""

from collections.abc import Iterator, Sequence

from generator.base.problem import join_folder
from generator.base.text import make_legible, plural
from generator.model.report import UnknownField

FEW = 3
"""Up to this many names or places are shown; more are counted."""


def ignored_lines(
    unknown: Sequence[UnknownField], others: Sequence[str], looks_like_jekyll: bool
) -> Iterator[str]:
    """Yield the lines of a build: unknown fields, the commonest first, and files that are not records."""
    if unknown:
        commonest = sorted(unknown, key=lambda field: (-field.count, field.name))
        shown = ", ".join(map(_show_field, commonest[:FEW]))
        more = f" and {len(unknown) - FEW:,} more" if len(unknown) > FEW else ""
        total = plural(sum(field.count for field in unknown), "value")
        yield make_legible(
            f"Ignored  {plural(len(unknown), 'unknown field')}, {total}: {shown}{more} (broadsheet check shows where)"
        )
    if others:
        shown = ", ".join(others[:FEW])
        more = f" and {len(others) - FEW:,} more" if len(others) > FEW else ""
        yield make_legible(f"Ignored  {_count_files(len(others))}: {shown}{more}")
    if looks_like_jekyll:
        yield "Jekyll?  “published: false” means “not promoted” here: such records are built. To keep them out, write"
        yield '         draft: true, or set unpromoted = "exclude" in [content] of site.toml. (Shown once.)'


def _count_files(number: int) -> str:
    return "1 file that is not a record" if number == 1 else f"{number:,} files that are not records"


def _show_field(field: UnknownField) -> str:
    near = f", did you mean {field.near}?" if field.near else ""
    return f"{field.name} ({field.count:,}{near})"


def unknown_lines(unknown: Sequence[UnknownField], folder: str, verbose: bool = False) -> Iterator[str]:
    """Yield the unknown fields for ``check``: how often each occurs, the likely known field, and the first places.

    With ``verbose``, yields all places.
    """
    if unknown:
        yield "Unknown fields, which are ignored:"
    for field in unknown:
        near = f": did you mean {field.near}?" if field.near else ""
        yield make_legible(f"    {field.name} ({field.count:,}){near}")
        places = field.places if verbose else field.places[:FEW]
        shown = ", ".join(join_folder(folder, place) for place in places)
        more = f" and {field.count - len(places):,} more (-v lists all)" if field.count > len(places) else ""
        yield make_legible(f"        {shown}{more}")
