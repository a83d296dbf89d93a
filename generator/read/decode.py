"""Decode files into text that is valid in YAML, HTML and XML, and report what was repaired.

This covers encodings, line endings and forbidden characters. Entities and mojibake are left to
:mod:`generator.normalise`.
"""

import re

from generator.base.problem import Problem
from generator.read.encodings import find_encoding, find_utf_16

_SUSPECT_BYTES = bytes([*range(9), *range(0x0B, 0x20), 0x7F])
"""C0 control characters except tab and line feed, and DEL. Clean text has none of them."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that YAML or XML forbid, and the two line separators that only YAML 1.1 recognises."""

_SPACES = "\x0b\x0c\u2028\u2029"
"""Forbidden characters that separate text. Each is replaced by a space."""

_CODECS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def decode_text(path: str, data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Decode a file; return its text, with LF line endings, and the repairs made.

    If the encoding is not clear, the text is empty and the problem is an error. Clean UTF-8 costs a few passes over
    the bytes in C. Everything else takes the slow path.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _repair(path, data)
    return (text, ()) if _is_clean(data, text) else _repair(path, data)


def _is_clean(data: bytes, text: str) -> bool:
    """Return whether valid UTF-8 is free of suspect characters. ``False`` may be a false alarm."""
    if len(data.translate(None, _SUSPECT_BYTES)) != len(data):
        return False
    return text.isascii() or not (
        b"\xef" in data
        or (b"\xc2" in data and _FORBIDDEN.search(text))
        or b"\xe2\x80\xa8" in data
        or b"\xe2\x80\xa9" in data
    )


def _repair(path: str, data: bytes) -> tuple[str, tuple[Problem, ...]]:
    text, problems = _decode(path, data)
    if "\r" in text:
        kind = "CRLF" if "\r\n" in text else "CR"
        problems.append(
            _repair_problem(
                path, 1, f"expected LF line endings, found {kind}", "Save the file with LF line endings."
            )
        )
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, removed = _replace_forbidden(path, text)
    return text, tuple(problems + removed)


def _decode(path: str, data: bytes) -> tuple[str, list[Problem]]:
    """Decode by byte order mark, else as UTF-8, else by the encoding that the bytes show."""
    for mark, codec in _CODECS:
        if data.startswith(mark):
            return data.decode(codec, "ignore"), [_encoding_problem(path, 1, codec.upper())]
    problems = []
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        problems.append(
            _repair_problem(
                path, 1, "found a byte order mark: removed", "Save the file as UTF-8 without a BOM."
            )
        )
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        text, problem = _decode_other(path, data, error.start)
        return text, [*problems, problem]
    if "\x1b$" in text and (other := _decode_escaped(data)):
        return other, [*problems, _encoding_problem(path, 1, "ISO-2022-JP")]
    if "\0" in text and (codec := find_utf_16(data)):
        return data.decode(codec, "ignore"), [*problems, _encoding_problem(path, 1, codec.upper())]
    return text, problems


def _decode_escaped(data: bytes) -> str:
    """Return the text of ISO-2022-JP, which marks Japanese with escapes; "" if it is not that."""
    try:
        return data.decode("iso2022_jp")
    except UnicodeDecodeError:
        return ""


def _decode_other(path: str, data: bytes, at: int) -> tuple[str, Problem]:
    """Decode bytes that are not UTF-8, from offset ``at``."""
    line = _line_of(data, at)
    if text := _join_surrogates(data):
        outcome = "half of a character, joined with its other half or removed"
        return text, _byte_problem(path, line, data[at], outcome)
    codec = find_encoding(data)
    if not codec:
        message = f"expected UTF-8, found byte 0x{data[at]:02X} of an encoding that is not clear"
        return "", Problem(path, line, "", message, "Save the file as UTF-8.")
    if codec == "utf-8":
        text = data.decode("utf-8", "surrogateescape").translate(_BY_SURROGATE)
        return text, _byte_problem(path, line, data[at], "read as windows-1252")
    return data.decode(codec, "ignore"), _byte_problem(path, line, data[at], f"read as {codec}")


def _encoding_problem(path: str, line: int, codec: str) -> Problem:
    return _repair_problem(path, line, f"expected UTF-8, found {codec}", "Save the file as UTF-8.")


def _byte_problem(path: str, line: int, byte: int, outcome: str) -> Problem:
    message = f"expected UTF-8, found byte 0x{byte:02X}: {outcome}"
    return _repair_problem(path, line, message, "Save the file as UTF-8.")


def _line_of(data: bytes, at: int) -> int:
    """Return the line number of an offset. CRLF, CR and LF each end a line, as in :func:`_repair`."""
    return len(re.findall(rb"\r\n?|\n", data[:at])) + 1


def _join_surrogates(data: bytes) -> str:
    """Return the text of UTF-8 whose only fault is encoded surrogates: pairs are joined, single ones dropped."""
    try:
        surrogates = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return ""
    return surrogates.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def _windows_1252(byte: int) -> str:
    """Return the character of a byte in windows-1252, "" if it has none."""
    return bytes([byte]).decode("cp1252", "ignore")


_REPLACEMENTS = {
    code: " " if chr(code) in _SPACES else _windows_1252(code) if 0x80 <= code < 0xA0 else ""
    for code in (*range(0xA0), 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF)
    if _FORBIDDEN.match(chr(code))
}
"""The replacement of each forbidden character, mostly an empty string."""

_BY_SURROGATE = {0xDC00 + byte: _windows_1252(byte) for byte in range(0x80, 0x100)}


def _replace_forbidden(path: str, text: str) -> tuple[str, list[Problem]]:
    """Replace forbidden characters: C1 by windows-1252, separators by spaces. The others are removed."""
    first = _FORBIDDEN.search(text)
    if first is None:
        return text, []
    count = sum(text.count(chr(code)) for code in _REPLACEMENTS)
    replacement = _REPLACEMENTS[ord(first[0])]
    message = f"found the control character U+{ord(first[0]):04X}"
    message += f": read as '{replacement}'" if replacement else ": removed"
    message += f" ({count} such characters in total)" if count > 1 else ""
    line = text.count("\n", 0, first.start()) + 1
    problem = _repair_problem(path, line, message, "Replace it with the intended character.")
    return text.translate(_REPLACEMENTS), [problem]


def _repair_problem(path: str, line: int, message: str, hint: str) -> Problem:
    return Problem(path, line, "", message, hint, "repaired")
