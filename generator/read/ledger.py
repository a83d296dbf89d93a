"""The ledger that an owner commits → :class:`Ledger`.

One line an item, its columns between tabs: key, day first seen, path, and what else there is to say of it::

    https://paper.example/clock	2026-11-20	2024/05/01/the-clock	2024/04/30/the-clock

Behind the path stand older paths, each of which leads to the present one; ``is KEY``, the key of the record that now
stands for the item; ``gone``, where nothing does; ``to ADDRESS``, where the path then leads. Lines are sorted by key,
so that two branches seldom touch the same place. Lines that start with ``#`` are for people, but for the one that
tells by which authority ids were made.
"""

import re
from pathlib import Path

from generator.base.problem import Problem
from generator.base.redact import is_quotable
from generator.base.urls import clean_url
from generator.model.ledger import Ledger, LedgerEntry

_AUTHORITY = "# ids: tag:"
_DAY = re.compile(r"\d{4}-\d\d-\d\d").fullmatch
_UNSEEN = r"\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff"
_SEGMENT = rf"(?!\.)[^\s/\\?#%:*\"<>|{_UNSEEN}]{{1,240}}"
_PATH = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT}){{1,7}}")
_MOST_BYTES = 240
"""Bytes of one name in a path: disks take no more than 255, and names get endings."""

_USUAL = re.compile(
    r"([^\t\\]+)\t([0-9]{4}-[0-9]{2}-[0-9]{2})\t([a-z0-9-]{1,240}(?:/[a-z0-9-]{1,240}){1,7})"
).fullmatch
"""A line of an item that never moved, as nearly all are: read at once."""

_ESCAPE = re.compile(r"\\(.)")
_MEANT = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
_SHOWN = 80


class _InvalidLine(ValueError):
    """A column that cannot be. Its text says what was expected."""


def read_ledger(content: Path, path: str) -> tuple[Ledger, tuple[Problem, ...]]:
    """Read the ledger at a path under the content folder. One that is not there yet is empty."""
    try:
        text = (content / path).read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Ledger(path=path), ()
    except (OSError, UnicodeDecodeError) as fault:
        problem = Problem(path, 0, "", f"expected a text in UTF-8, found: {fault}", "Restore the file.")
        return Ledger(path=path, faulty=True), (problem,)
    return parse_ledger(text, path)


def parse_ledger(text: str, path: str) -> tuple[Ledger, tuple[Problem, ...]]:
    """Parse the text of a ledger. What a line says wrong is a problem; the others count."""
    lines: dict[str, LedgerEntry] = {}
    numbers: dict[str, int] = {}
    problems: list[Problem] = []
    authority = ""
    for number, row in enumerate(text.split("\n"), 1):
        if row.startswith("#"):
            authority = _authority(row) or authority
        elif row := row.rstrip("\r"):
            try:
                key, line = _line(row)
                if key in lines:
                    raise _InvalidLine("one line for each key")
                lines[key], numbers[key] = line, number
            except _InvalidLine as wrong:
                found = is_quotable(row, _SHOWN)
                hint = "Mend or remove this line; until then the ledger is not renewed."
                problems.append(Problem(path, number, "", f"expected {wrong}, found '{found}'", hint))
    _join(lines)
    return Ledger(lines, authority, path, numbers, bool(problems)), tuple(problems)


def _join(lines: dict[str, LedgerEntry]) -> None:
    """Give an item that goes by another key now what a line of that key holds: a build adds one, for who could know
    before the owner says so that this is no new item."""
    for key in [key for key, line in lines.items() if line.now]:
        line = lines.get(key)
        while line and (other := lines.get(line.now)) and not other.gone and key not in (line.now, other.now):
            del lines[line.now]
            paths = tuple(dict.fromkeys((*line.paths, *other.paths)))
            line = lines[key] = LedgerEntry(line.first_seen, paths, other.now or line.now)


def _authority(row: str) -> str:
    return row.removeprefix(_AUTHORITY).rstrip("\r") if row.startswith(_AUTHORITY) else ""


def _line(row: str) -> tuple[str, LedgerEntry]:
    if usual := _USUAL(row):
        return usual[1], LedgerEntry(usual[2], (usual[3],))
    key, *columns = row.split("\t")
    if len(columns) < 2 or not key:
        raise _InvalidLine("a key, a day and a path, with tabs between them")
    day, path, *more = columns
    if not _DAY(day):
        raise _InvalidLine("a day as 2026-11-20")
    if not _is_path(path):
        raise _InvalidLine("a path as 2024/05/01/title")
    line = LedgerEntry(day, (path,))
    return _plain(key), _told(line, more) if more else line


def _told(line: LedgerEntry, marks: list[str]) -> LedgerEntry:
    """Add what stands behind the path."""
    paths, now, gone, leads = list(line.paths), "", False, ""
    for mark in marks:
        word, _, rest = mark.partition(" ")
        if word == "is" and rest:
            now = _plain(rest)
        elif mark == "gone" or (word == "to" and (leads := _target(rest))):
            gone = True
        elif _is_path(mark):
            paths.append(mark)
        else:
            raise _InvalidLine("an older path, 'is KEY', 'gone' or 'to ADDRESS'")
    return LedgerEntry(line.first_seen, tuple(dict.fromkeys(paths)), now, gone, leads)


def _is_path(text: str) -> bool:
    if not _PATH.fullmatch(text):
        return False
    return text.isascii() or all(len(name.encode()) <= _MOST_BYTES for name in text.split("/"))


def _target(text: str) -> str:
    """Return where a path leads: a place of the site, or an address of the web; "" for neither."""
    if _is_path(text.removesuffix("/")):
        return f"{text.removesuffix('/')}/"
    return clean_url(text) or ""


def _plain(key: str) -> str:
    """Return a key as it is meant. Only keys of odd file names hold what must be escaped."""
    return _ESCAPE.sub(lambda found: _MEANT.get(found[1], found[0]), key) if "\\" in key else key
