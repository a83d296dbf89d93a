"""The permanent path of a new record, made from its date and title."""

from collections.abc import Collection
from datetime import datetime

from generator.base.dates import parse_name_date
from generator.base.digest import short
from generator.base.text import make_slug

_SLUG = 80
"""Characters of a slug."""

_SUFFIX_LENGTHS = (6, 12, 32)


def make_record_path(
    folder: str, title: str, published: datetime | None, key: str, taken: Collection[str]
) -> str:
    """Return ``folder/2026/11/2026-11-03-slug.md``, or ``folder/undated/slug.md``, relative to the content folder.

    ``taken`` are the paths in use, case folded. A name that is taken gets hexadecimal digits of the key.
    """
    slug = make_slug(title, _SLUG) or short(key, 12)
    if published is None:
        base = f"{folder}/undated/{slug}"
        if parse_name_date(base) is not None:  # else the start of the name would be read as a date
            base = f"{folder}/undated/title-{slug}"
    else:
        base = f"{folder}/{published:%Y/%m/%Y-%m-%d}-{slug}"
    names = [base, *[f"{base}-{short(key, length)}" for length in _SUFFIX_LENGTHS]]
    return next((name for name in names if f"{name}.md".casefold() not in taken), names[-1]) + ".md"
