"""Pictures that lie in the content folder: which of them can be shown.

A picture's bytes decide what it is, never its name. Only formats that browsers show as pictures and that
carry no script are passed on; SVG is not. A path must stay inside the content folder, links included.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from generator.base.digest import digest
from generator.base.problem import Problem
from generator.fetch.wanted import Wanted
from generator.model.images import Image, ImageSet

Stamp = tuple[int, int, int, int]
"""Size, mtime and ctime in nanoseconds, inode."""

MAX_BYTES = 8 * 1024 * 1024
"""A picture larger than this is not published."""

_HINT = "Put the picture into the content folder under this path, or give its full address."


def find_pictures(content: Path, wants: Iterable[Wanted]) -> tuple[ImageSet, tuple[Problem, ...]]:
    """Return the pictures of the content folder that can be shown, and a problem for each that cannot, once."""
    root = os.path.realpath(content)
    images: dict[str, Image] = {}
    problems: dict[str, Problem] = {}
    spelled: dict[str, str] = {}
    for want in wants:
        url = want.picture.url
        if not want.picture.local or url in images or url in problems:
            continue
        found = _find(root, want, spelled)
        if isinstance(found, Image):
            images[url] = found
        else:
            problems[url] = Problem(want.path, 0, want.field, f"{found}: left out", _HINT, "warning")
    return ImageSet(images), tuple(problems.values())


def _find(root: str, want: Wanted, spelled: dict[str, str]) -> Image | str:
    """Find one picture. ``spelled`` has the paths so far: where case does not count, two would be one file."""
    url = want.picture.url
    other = spelled.setdefault(url.casefold(), url)
    if other != url:
        return f"expected a picture whose path differs from '{other}' in more than case, found '{url}'"
    return local_image(root, url)


def local_image(root: str, path: str) -> Image | str:
    """Return a picture of the content folder, or what is wrong with it. ``root`` is a real path."""
    full = os.path.realpath(os.path.join(root, path))
    if not full.startswith(root + os.sep):
        return f"expected a picture inside the content folder, found '{path}'"
    try:
        if not os.path.isfile(full):
            return f"expected a picture at '{path}', found no file"
        if os.path.getsize(full) > MAX_BYTES:
            return f"expected a picture of at most {MAX_BYTES // 1024 // 1024} MB, found more at '{path}'"
        data = Path(full).read_bytes()
    except OSError as fault:
        return f"expected a picture at '{path}', found one that cannot be read ({fault.strerror})"
    media_type = sniff(data)
    if not media_type:
        return f"expected a JPEG, PNG, WebP, GIF or AVIF picture, found something else at '{path}'"
    return Image(url=path, path=path, digest=digest(data), media_type=media_type, length=len(data))


def sniff(data: bytes) -> str:
    """Return the media type that a picture's first bytes tell, ``""`` for anything that is not one."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and data[8:12] in (b"avif", b"avis"):
        return "image/avif"
    return ""


def stamp(content: Path, path: str) -> Stamp | None:
    """Return what tells that a picture may have changed (size, mtime, ctime, inode), ``None`` for no file."""
    try:
        status = os.stat(content / path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def watch(content: Path, wants: Iterable[Wanted]) -> tuple[tuple[str, Stamp | None], ...]:
    """Return the stamps of all local pictures, to be taken before they are read: a later change shows."""
    paths = sorted({want.picture.url for want in wants if want.picture.local})
    return tuple([(path, stamp(content, path)) for path in paths])
