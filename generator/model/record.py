"""What lies on disk: a file, and the record in it. The only types with loose fields."""

from typing import Any

from msgspec import Struct


class SourceFile(Struct, frozen=True, gc=False):
    """A file of the content folder as a directory listing shows it.

    ``path`` is relative to the content folder, with forward slashes, NFC. ``stamp`` is
    ``(size in bytes, mtime in ns, ctime in ns, inode)``: as long as it holds, so does the file.
    ``disk_path`` is the path to open where the name on disk is not NFC, else "".
    """

    path: str
    stamp: tuple[int, int, int, int]
    disk_path: str = ""


class Record(Struct, frozen=True):
    """One record as written: front matter and body, not yet believed.

    ``fields`` holds the front matter without ``secured``; scalars are ``str`` as written in any
    field that means text, and may be ``int``, ``float`` or ``bool`` elsewhere. ``folder`` is the first
    folder of the path that starts with ``_``, without the underscore ("" when there is none): it tells
    newsletters from articles. ``head`` is the front matter's text without ``secured``, kept to find the
    line of a fault; ``head_line`` is the line of the file that it starts on, counted from 1.
    """

    path: str
    folder: str
    fields: dict[str, Any]
    body: str
    head: str
    head_line: int = 2
