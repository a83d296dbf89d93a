"""Recognise front matter: the line of dashes that starts it, and the forms of other programs that are not read."""

import os
import re

from generator.base.problem import Problem

OPENING = re.compile(r"-{3,}[ \t]*(?:json|ya?ml)?[ \t]*(?:\n|\Z)")
"""The line that starts the front matter of a record. Some programs name the language there."""

_SNIFFED = 1024
"""Bytes of a file that are examined."""

_OPENING_BYTES = re.compile(rb"\s*-{3,}[ \t]*(?:json|ya?ml)?[ \t]*(?:[\r\n]|\Z)")

_CODECS = (
    *((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")),
    *((b"-\0-\0", "utf-16-le"), (b"\0-\0-", "utf-16-be")),
)
"""How UTF-16 begins: with a byte order mark, or with dashes."""

_HEADER = re.compile(r"[A-Za-z][\w-]*:[ \t]*\S[^\n]*(?:\n|\Z)")
"""A line of fields without dashes around them, as Pelican and MultiMarkdown have it."""

_URL_FIELD = re.compile(rb"(?m)^[\"']?(?:originalUrl|webUrl)[\"']?\s*:")


def begins_with_front_matter(file: str) -> bool:
    """Return whether a file begins with a line of dashes. An unreadable file does not."""
    data = _read_start(file, _SNIFFED)
    for mark, codec in _CODECS:
        if data.startswith(mark):
            data = data.decode(codec, "ignore").encode()
    return _OPENING_BYTES.match(data.removeprefix(b"\xef\xbb\xbf")) is not None


def names_original(file: str) -> bool:
    """Return whether the first kilobytes of a file have a field ``originalUrl`` or ``webUrl``."""
    return _URL_FIELD.search(_read_start(file, 4096)) is not None


def _read_start(file: str, size: int) -> bytes:
    """Return the first bytes of a file, none if it is unreadable."""
    try:
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
        try:
            return os.read(handle, size)
        finally:
            os.close(handle)
    except OSError:
        return b""


def missing_front_matter(path: str, text: str) -> Problem:
    """Return the problem of a text without front matter, with the form that it has instead."""
    start = text.lstrip()
    if start.startswith(("+++", "---toml", "--- toml")):
        found = f"TOML{' between lines of +++' if start[0] == '+' else ''} is not read"
        hint = "Write the fields as YAML ('name: value') between two lines of ---. Hugo: hugo convert toYAML."
    elif start.startswith("---"):
        found = "there is text after '---' on the first line"
        hint = "Put nothing but three dashes on that line, and the fields on the next."
    elif start.startswith("{"):
        found = "JSON needs a line of --- before and after it"
        hint = "Put a line of --- before the first brace and after the last. JSON between them is read."
    elif _HEADER.match(start):
        found = "the fields have no line of --- before and after them"
        hint = "Put a line of --- before the first field and after the last. Field names are case-sensitive."
    else:
        found = "the first line is not '---'" if start else "the file is empty"
        hint = "Start the file with a line of ---, then the fields, then another line of ---."
    return Problem(path, 1, "", f"missing front matter: {found}", hint)
