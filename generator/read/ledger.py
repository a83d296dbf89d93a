"""Parse the ledger, a file that the site owner commits, into a :class:`Ledger`.

One line per item, with tabs between the columns: key, day first seen, path, and optional marks. A
path of one name has a slash at the end::

    https://paper.example/clock	2026-11-20	2024/05/01/the-clock	2024/04/30/the-clock

A mark is one of:

- an older path, which redirects to the current one
- ``is KEY``: the key of the record that now represents the item
- ``gone``: the item has no page any more
- ``to ADDRESS``: the same, and the path redirects to this path or URL

Lines are sorted by key, so that two branches seldom change the same place. Lines that start with ``#`` are comments,
except the one that names the authority of the ids.
"""

import re
from pathlib import Path

from generator.base.problem import Problem
from generator.base.redact import shorten_quote
from generator.base.urls import clean_url
from generator.model.ledger import Ledger, LedgerEntry

_AUTHORITY = "# ids: tag:"
_DAY = re.compile(r"\d{4}-\d\d-\d\d").fullmatch
_UNSEEN = r"\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff"
_SEGMENT = rf"(?!\.)[^\s/\\?#%:*\"<>|{_UNSEEN}]{{1,240}}"
_PATH = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT}){{1,7}}|{_SEGMENT}/")
_MAX_NAME_BYTES = 240
"""Most bytes of one name in a path. File systems allow 255, and an extension is added."""

_SIMPLE_LINE = re.compile(
    r"([^\t\\]+)\t([0-9]{4}-[0-9]{2}-[0-9]{2})\t([a-z0-9-]{1,240}(?:/[a-z0-9-]{1,240}){1,7})"
).fullmatch
"""The line of an item that never moved. Nearly all lines are like this, so they have a fast path."""

_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
_LONGEST_QUOTE = 80


class _InvalidLine(ValueError):
    """A line with an invalid column. The text of the error names the expected value."""


def read_ledger(content: Path, path: str) -> tuple[Ledger, tuple[Problem, ...]]:
    """Read the ledger at a path in the content folder. A missing file is an empty ledger.

    A link out of the folder is a problem: nothing there is shown in messages or overwritten.
    """
    if not _is_inside(content, path):
        return _reject(path, "expected a file in the content folder, found a link that leaves it")
    try:
        text = (content / path).read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Ledger(path=path), ()
    except UnicodeDecodeError:
        return _reject(path, "expected a ledger in UTF-8, found other bytes")
    except OSError as error:
        return _reject(path, f"cannot read the ledger: {error.strerror or type(error).__name__}")
    return parse_ledger(text, path)


def _is_inside(content: Path, path: str) -> bool:
    try:
        file = (content / path).resolve()
        # From Python 3.13 on, a loop of links is its own result.
        return file.is_relative_to(content.resolve()) and not file.is_symlink()
    except (OSError, RuntimeError):  # a loop of links
        return False


def _reject(path: str, message: str) -> tuple[Ledger, tuple[Problem, ...]]:
    problem = Problem(path, 0, "", message, "Restore the file from version control or a backup.")
    return Ledger(path=path, faulty=True), (problem,)


def parse_ledger(text: str, path: str) -> tuple[Ledger, tuple[Problem, ...]]:
    """Parse the text of a ledger. An invalid line is a problem; the other lines are used."""
    lines: dict[str, LedgerEntry] = {}
    numbers: dict[str, int] = {}
    problems: list[Problem] = []
    authority = ""
    for number, row in enumerate(text.split("\n"), 1):
        if row.startswith("#"):
            authority = _parse_authority(row) or authority
        elif row := row.rstrip("\r"):
            try:
                key, line = _parse_line(row)
                if key in lines:
                    raise _InvalidLine("one line per key")
                lines[key], numbers[key] = line, number
            except _InvalidLine as error:
                found = shorten_quote(row, _LONGEST_QUOTE)
                hint = "Fix or remove this line. The ledger is not updated until then."
                problems.append(Problem(path, number, "", f"expected {error}, found '{found}'", hint))
    _merge_renamed(lines)
    return Ledger(lines, authority, path, numbers, bool(problems)), tuple(problems)


def _merge_renamed(lines: dict[str, LedgerEntry]) -> None:
    """Merge the line of an item's new key into the line of its old key (``is KEY``).

    A build adds a line for the new key, because it takes the item for a new one until the owner adds the mark.
    """
    for key in [key for key, line in lines.items() if line.current_key]:
        line = lines.get(key)
        while (
            line
            and (other := lines.get(line.current_key))
            and not other.gone
            and key not in (line.current_key, other.current_key)
        ):
            del lines[line.current_key]
            paths = tuple(dict.fromkeys((*line.paths, *other.paths)))
            line = lines[key] = LedgerEntry(line.first_seen, paths, other.current_key or line.current_key)


def _parse_authority(row: str) -> str:
    return row.removeprefix(_AUTHORITY).rstrip("\r") if row.startswith(_AUTHORITY) else ""


def _parse_line(row: str) -> tuple[str, LedgerEntry]:
    if match := _SIMPLE_LINE(row):
        return match[1], LedgerEntry(match[2], (match[3],))
    key, *columns = row.split("\t")
    if len(columns) < 2 or not key:
        raise _InvalidLine("a key, a date and a path, separated by tabs")
    day, path, *marks = columns
    if not _DAY(day):
        raise _InvalidLine("a date such as 2026-11-20")
    if not _is_path(path):
        raise _InvalidLine("a path such as 2024/05/01/title")
    line = LedgerEntry(day, (path.removesuffix("/"),))
    return _unescape(key), _add_marks(line, marks) if marks else line


def _add_marks(line: LedgerEntry, marks: list[str]) -> LedgerEntry:
    """Return an entry with the marks in the columns after the path."""
    paths, now, gone, target = list(line.paths), "", False, ""
    for mark in marks:
        word, _, rest = mark.partition(" ")
        if word == "is" and rest:
            now = _unescape(rest)
        elif mark == "gone" or (word == "to" and (target := _parse_target(rest))):
            gone = True
        elif _is_path(mark):
            paths.append(mark.removesuffix("/"))
        else:
            raise _InvalidLine("an older path, 'is KEY', 'gone' or 'to ADDRESS'")
    return LedgerEntry(line.first_seen, tuple(dict.fromkeys(paths)), now, gone, target)


def _is_path(text: str) -> bool:
    if not _PATH.fullmatch(text):
        return False
    return text.isascii() or all(len(name.encode()) <= _MAX_NAME_BYTES for name in text.split("/"))


def _parse_target(text: str) -> str:
    """Return the target of a redirect, which is a path of the site or a URL; "" if it is neither."""
    if _is_path(text) or _is_path(text.removesuffix("/")):
        return f"{text.removesuffix('/')}/"
    return clean_url(text) or ""


def _unescape(key: str) -> str:
    """Return a key without escapes. Only keys with unusual file names have any."""
    return _ESCAPE.sub(lambda match: _ESCAPES.get(match[1], match[0]), key) if "\\" in key else key
