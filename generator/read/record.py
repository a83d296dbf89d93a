"""One file's bytes → one :class:`Record`: decode, split off the front matter, parse it, drop ``secured``.

python-frontmatter splits and parses, through its handler interface. Our handler takes the usual line of ``secured``
out of the text before anything parses it, then tries :mod:`generator.read.yaml_fast` and, in any doubt,
:mod:`generator.read.yaml_strict`. What the fields mean is ``normalise``'s business.
"""

import re
from typing import Any, NamedTuple

import frontmatter
from frontmatter.default_handlers import YAMLHandler

from generator.base.problem import Problem
from generator.model.record import Record
from generator.read import yaml_fast as fast
from generator.read.decode import decode_text
from generator.read.field_names import SECURED
from generator.read.limits import MAX_BYTES, too_large
from generator.read.yaml_strict import YamlDocument, build_document

MAX_HEAD = 1_000_000
"""Characters of the longest front matter."""

_OPENING = re.compile(r"-{3,}[ \t]*(?:\n|\Z)")

_SEALED_LINE = f'\n{SECURED}: "'

_INDENTED = (" ", "\t")

_SEALED_BODY = re.compile(
    r"^[ \t\"']*secured[ \t\"']*:[^\n;]*;[A-Za-z0-9+/]{22}==[^\n]*$", re.MULTILINE | re.IGNORECASE
)


class RecordReading(NamedTuple):
    """What a file gave."""

    record: Record | None
    problems: tuple[Problem, ...]


def read_record(path: str, data: bytes) -> RecordReading:
    """Read a record."""
    if len(data) > MAX_BYTES:
        return RecordReading(None, (too_large(path, len(data)),))
    text, mended = decode_text(path, data)
    return _read(path, text, mended)


def read_site_data(path: str, data: bytes) -> RecordReading:
    """Read a file of reference data: a record, or nothing but YAML with no lines of ``---`` around it."""
    if len(data) > MAX_BYTES:
        return RecordReading(None, (too_large(path, len(data)),))
    text, mended = decode_text(path, data)
    opening = _OPENING.match(text)
    if opening is None:
        return _read(path, f"---\n{text.rstrip()}\n---\n", mended, head_line=1)
    if "\n---" not in text[3:]:
        return _read(path, f"{text.rstrip()}\n---\n", mended)
    return _read(path, text, mended)


def _read(path: str, text: str, mended: tuple[Problem, ...], head_line: int = 2) -> RecordReading:
    if not text.startswith("-"):
        head_line += text.count("\n", 0, len(text) - len(text.lstrip()))
    handler = _Handler(path, head_line)
    fields, body = frontmatter.parse(text, handler=handler)
    built = handler.built
    if built is None:
        return RecordReading(None, (*mended, _no_front_matter(path, text)))
    problems = mended + built.problems
    if built.fields is None:
        return RecordReading(None, problems)
    if body and SECURED in body.lower():
        body, found = _unseal_body(path, body)
        problems += found
    record = Record(path, _folder(path), fields, body, built.head, head_line)
    return RecordReading(record, problems)


class _Handler(YAMLHandler):
    """Splits and parses one file, and keeps what came of it in ``built`` (``None``: there is no front matter)."""

    def __init__(self, path: str, head_line: int) -> None:
        # YAMLHandler's own constructor only copies class attributes.
        self.path = path
        self.head_line = head_line
        self.closed = True
        self.built: YamlDocument | None = None

    def split(self, text: str) -> tuple[str, str]:
        """Cut at the first line of dashes after the opening one; without one, all is front matter, and noted so."""
        opening = _OPENING.match(text)
        if opening is None:
            raise ValueError  # python-frontmatter's word for "no front matter"
        start = opening.end()
        at = start - 1
        while (at := text.find("\n---", at)) >= 0:
            end = text.find("\n", at + 4)
            end = len(text) if end < 0 else end
            if not text[at + 4 : end].lstrip("-").strip():
                return text[start:at], text[end:]
            at += 4
        self.closed = False
        return text[start:], ""

    def load(self, fm: str, **_: object) -> dict[str, Any]:
        """Parse the front matter; faults go to ``built``."""
        head, sealed = _take_sealed(fm)
        fields = fast.parse_fast(head)
        if fields is not None:
            self.built = YamlDocument(fields, head, (), sealed)
        elif len(head) > MAX_HEAD:
            self.built = YamlDocument(None, problems=(_head_too_long(self.path, self.head_line, len(head)),))
        else:
            self.built = build_document(self.path, head, self.head_line, sealed)
        if not self.closed:
            self.built = _unclosed(self.path, self.head_line + head.count("\n"), self.built)
        return self.built.fields or {}


def _take_sealed(head: str) -> tuple[str, tuple[str, ...]]:
    """Take the usual line of ``secured`` out of a head, leaving an empty line; the value comes second.

    Usual means: in the first column, in double quotes, complete on its line. In the first column a line belongs to
    no block scalar, so that no parser is needed to know what it is.
    """
    at = head.rfind(_SEALED_LINE)
    if at < 0:
        return head, ()
    start = at + len(_SEALED_LINE)
    end = head.find("\n", start)
    end = len(head) if end < 0 else end
    value = head[start : end - 1]
    if head[end - 1] != '"' or '"' in value or "\\" in value or head[end + 1 : end + 2] in _INDENTED:
        return head, ()
    return head[: at + 1] + head[end:], (value,)


def _unclosed(path: str, last_line: int, built: YamlDocument) -> YamlDocument:
    """Report a missing closing line: mended if all of the file is fields, else the reason for the parser's trouble."""
    hint = "Add a line of --- after the last field."
    message = "expected a closing line of '---' after the fields, found the end of the file"
    if built.fields is not None:
        problem = Problem(path, last_line, "", message, hint, "repaired")
        return YamlDocument(built.fields, built.head, (*built.problems, problem), built.sealed)
    line = built.problems[-1].line
    message = "expected a closing line of '---' after the fields, found none, and this is not a field"
    return YamlDocument(None, problems=(*built.problems[:-1], Problem(path, line, "", message, hint)))


def _unseal_body(path: str, body: str) -> tuple[str, tuple[Problem, ...]]:
    """Take lines of ``secured`` out of a body, where a second front matter or a stray line left them."""
    clean, count = _SEALED_BODY.subn("", body)
    if not count:
        return body, ()
    message = "expected 'secured' among the fields only, found it in the body, left out"
    return clean.strip(), (Problem(path, 0, "", message, "Remove that line.", "repaired"),)


def _folder(path: str) -> str:
    for part in path.split("/")[:-1]:
        if part.startswith("_"):
            return part[1:]
    return ""


def _no_front_matter(path: str, text: str) -> Problem:
    found = "text" if text.strip() else "an empty file"
    hint = "Begin with a line of ---, the fields, and another line of ---."
    return Problem(path, 1, "", f"expected a first line of '---' before the fields, found {found}", hint)


def _head_too_long(path: str, line: int, size: int) -> Problem:
    message = f"expected at most {MAX_HEAD:,} characters of fields, found {size:,}"
    return Problem(path, line, "", message, "Move long text below the closing line of ---.")
