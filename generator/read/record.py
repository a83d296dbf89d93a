"""Read the bytes of one file into a :class:`Record`: decode, split off the front matter, parse it, drop ``secured``.

python-frontmatter splits and parses through its handler interface. Our handler removes the usual line of ``secured``
before anything parses the text. It tries :mod:`generator.read.yaml_fast` first, and :mod:`generator.read.yaml_strict`
if that gives no answer. Fields are interpreted by :mod:`generator.normalise`.
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
from generator.read.front_matter import OPENING, missing_front_matter
from generator.read.limits import MAX_BYTES, too_large_problem
from generator.read.yaml_strict import YamlDocument, parse_strict

MAX_HEAD = 1_000_000
"""Most characters of a front matter."""

_SEALED_LINE = f'\n{SECURED}: "'

_INDENTED = (" ", "\t")

_SEALED_BODY = re.compile(
    r"^[ \t\"']*secured[ \t\"']*:[^\n;]*;[A-Za-z0-9+/]{22}==[^\n]*$", re.MULTILINE | re.IGNORECASE
)


class RecordReading(NamedTuple):
    """The record of a file, or ``None`` if an error forbids it, and the problems."""

    record: Record | None
    problems: tuple[Problem, ...]


def read_record(path: str, data: bytes) -> RecordReading:
    """Read a record from the bytes of the file at ``path``."""
    if len(data) > MAX_BYTES:
        return RecordReading(None, (too_large_problem(path, len(data)),))
    text, repairs = decode_text(path, data)
    return _read(path, text, repairs)


def read_site_data(path: str, data: bytes) -> RecordReading:
    """Read a file of reference data: a record, or plain YAML without lines of ``---``."""
    if len(data) > MAX_BYTES:
        return RecordReading(None, (too_large_problem(path, len(data)),))
    text, repairs = decode_text(path, data)
    opening = OPENING.match(text)
    if opening is None:
        return _read(path, f"---\n{text.rstrip()}\n---\n", repairs, head_line=1)
    if "\n---" not in text[3:]:
        return _read(path, f"{text.rstrip()}\n---\n", repairs)
    return _read(path, text, repairs)


def _read(path: str, text: str, repairs: tuple[Problem, ...], head_line: int = 2) -> RecordReading:
    if repairs and not text and repairs[-1].severity == "error":
        return RecordReading(None, repairs)
    if not text.startswith("-"):
        head_line += text.count("\n", 0, len(text) - len(text.lstrip()))
    handler = _Handler(path, head_line)
    fields, body = frontmatter.parse(text, handler=handler)
    document = handler.document
    if document is None:
        return RecordReading(None, (*repairs, missing_front_matter(path, text)))
    problems = repairs + document.problems
    if document.fields is None:
        return RecordReading(None, problems)
    if body and SECURED in body.lower():
        body, removed = _remove_secured_lines(path, body)
        problems += removed
    record = Record(path, _folder(path), fields, body, document.head, head_line)
    return RecordReading(record, problems)


class _Handler(YAMLHandler):
    """Splits and parses one file. ``document`` is the result, or ``None`` if there is no front matter."""

    def __init__(self, path: str, head_line: int) -> None:
        # YAMLHandler's own constructor only copies class attributes.
        self.path = path
        self.head_line = head_line
        self.closed = True
        self.document: YamlDocument | None = None

    def split(self, text: str) -> tuple[str, str]:
        """Split at the closing line of dashes. Without one, all text is front matter and ``closed`` is ``False``."""
        opening = OPENING.match(text)
        if opening is None:
            raise ValueError  # tells python-frontmatter that there is no front matter
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
        """Parse the front matter and store the result in ``document``."""
        head, sealed = _remove_secured_line(fm)
        fields = fast.parse_fast(head)
        if fields is not None:
            self.document = YamlDocument(fields, head, (), sealed)
        elif len(head) > MAX_HEAD:
            self.document = YamlDocument(
                None, problems=(_head_too_long(self.path, self.head_line, len(head)),)
            )
        else:
            self.document = parse_strict(self.path, head, self.head_line, sealed)
        if not self.closed:
            self.document = _report_unclosed(self.path, self.head_line + head.count("\n"), self.document)
        return self.document.fields or {}


def _remove_secured_line(head: str) -> tuple[str, tuple[str, ...]]:
    """Replace the usual line of ``secured`` by an empty line; return the head and the value.

    A usual line starts in the first column and is complete, with its value in double quotes. A line that starts in the
    first column cannot be in a block scalar, so no parser is needed to recognise it.
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


def _report_unclosed(path: str, last_line: int, document: YamlDocument) -> YamlDocument:
    """Report a missing closing line: a repair if the whole file is fields, else an error in place of the parser's."""
    hint = "Add a line of --- after the last field."
    if document.fields is not None:
        message = "missing '---' line after the fields: the whole file was read as fields"
        problem = Problem(path, last_line, "", message, hint, "repaired")
        return YamlDocument(document.fields, document.head, (*document.problems, problem), document.sealed)
    message = "missing '---' line after the fields, and this line is not a field"
    problem = Problem(path, document.problems[-1].line, "", message, hint)
    return YamlDocument(None, problems=(*document.problems[:-1], problem))


def _remove_secured_lines(path: str, body: str) -> tuple[str, tuple[Problem, ...]]:
    """Remove lines of ``secured`` from a body, where a second front matter or a stray line may leave them."""
    clean, count = _SEALED_BODY.subn("", body)
    if not count:
        return body, ()
    message = "found 'secured' in the body: removed"
    hint = "Delete that line. 'secured' belongs in the front matter."
    return clean.strip(), (Problem(path, 0, "", message, hint, "repaired"),)


def _folder(path: str) -> str:
    for part in path.split("/")[:-1]:
        if part.startswith("_"):
            return part[1:]
    return ""


def _head_too_long(path: str, line: int, size: int) -> Problem:
    message = f"expected at most {MAX_HEAD:,} characters of front matter, found {size:,}"
    return Problem(path, line, "", message, "Move long text below the closing line of ---.")
