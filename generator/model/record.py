"""Source files and the records in them. Only these types have untyped fields."""

from typing import Any

from msgspec import Struct


class SourceFile(Struct, frozen=True, gc=False):
    """A file of the content folder as listed.

    ``path`` is relative to the content folder, with forward slashes, NFC. ``stamp`` is ``(size in bytes, mtime in ns,
    ctime in ns, inode)``; a file with the same stamp is unchanged. ``disk_path`` is the path to open if it is
    another, else "": the name on disk is not NFC, or the file is in a pool beside the content folder.
    """

    path: str
    stamp: tuple[int, int, int, int]
    disk_path: str = ""


class Record(Struct, frozen=True):
    """One record as written: front matter and body, not yet validated.

    ``fields`` is the front matter without ``secured``. Scalars are ``str`` as written in text fields, and may be
    ``int``, ``float`` or ``bool`` in others. ``folder`` is the first folder of the path that starts with ``_``,
    without the underscore ("" if there is none); it distinguishes newsletters from articles. ``head`` is the text of
    the front matter without ``secured``, used to find the line of a problem; it starts on line ``head_line`` of the
    file, counted from 1.

    >>> Record(
    ...     path="_news/2021-12-15-looms.md",
    ...     folder="news",
    ...     fields={"title": "Looms are back", "heat": 80},
    ...     body="A short text in *Markdown*.",
    ...     head="title: Looms are back\\nheat: 80\\n",
    ... ).fields["title"]
    'Looms are back'
    """

    path: str
    folder: str
    fields: dict[str, Any]
    body: str
    head: str
    head_line: int = 2
