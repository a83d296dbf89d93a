"""Bytes → text that YAML, HTML and XML can all hold, with a report of what had to be mended.

Encodings, line ends and characters that no format allows are settled here, once. What the text says is left alone:
entities and mojibake are ``normalise``'s.
"""

import re

from generator.base.problem import Problem

_SUSPECT_BYTES = bytes([*range(9), *range(0x0B, 0x20), 0x7F])
"""C0 (but tab and line feed; carriage returns count) and DEL: absent from any clean text."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What YAML or XML forbid, and the two line ends that only YAML 1.1 takes for line ends."""

_SPACES = "\x0b\x0c\u2028\u2029"
"""Forbidden characters that stood for a gap: they leave one."""

_CODECS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def decode_text(path: str, data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Decode a file: text with ``\\n`` for line ends, and what was repaired on the way.

    Clean UTF-8 costs a few passes over the bytes in C; everything else goes the long way round.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _mend(path, data)
    return (text, ()) if _is_clean(data) else _mend(path, data)


def _is_clean(data: bytes) -> bool:
    """Tell, from valid UTF-8, that no suspect character can be in it. "No" may be a false alarm."""
    if len(data.translate(None, _SUSPECT_BYTES)) != len(data):
        return False
    return data.isascii() or not (
        b"\xef" in data
        or (b"\xc2" in data and _FORBIDDEN.search(data.decode()))
        or b"\xe2\x80\xa8" in data
        or b"\xe2\x80\xa9" in data
    )


def _mend(path: str, data: bytes) -> tuple[str, tuple[Problem, ...]]:
    text, problems = _decode(path, data)
    if "\r" in text:
        kind = "CRLF" if "\r\n" in text else "CR"
        problems.append(
            _repaired(path, 1, f"expected line ends of LF, found {kind}", "Save with LF line ends.")
        )
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, found = _clean(path, text)
    return text, tuple(problems + found)


def _decode(path: str, data: bytes) -> tuple[str, list[Problem]]:
    """Decode by byte order mark, then as UTF-8, then byte by byte as windows-1252 where UTF-8 fails."""
    for mark, codec in _CODECS:
        if data.startswith(mark):
            problem = _repaired(path, 1, f"expected UTF-8, found {codec.upper()}", "Save the file as UTF-8.")
            return data.decode(codec, "ignore"), [problem]
    problems = []
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        problems.append(
            _repaired(path, 1, "expected no byte order mark, found one", "Save as UTF-8 without a BOM.")
        )
    try:
        return data.decode(), problems
    except UnicodeDecodeError as error:
        line = _line_of(data, error.start)
        text, reading = _decode_broken(data)
        message = f"expected UTF-8, found byte 0x{data[error.start]:02X}, {reading}"
        problems.append(_repaired(path, line, message, "Save the file as UTF-8."))
        return text, problems


def _line_of(data: bytes, at: int) -> int:
    """The line of an offset, counted as :func:`_mend` will: CRLF, CR and LF each end one."""
    return len(re.findall(rb"\r\n?|\n", data[:at])) + 1


def _decode_broken(data: bytes) -> tuple[str, str]:
    """Decode what is not UTF-8, and say how: encoded surrogates are paired or dropped, stray bytes are windows-1252."""
    try:
        halves = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "surrogateescape").translate(_STRAY)
        return text, "read as windows-1252"
    text = halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return text, "half of a character; halves were joined or left out"


def _windows(byte: int) -> str:
    """The printable character that windows-1252 has for a byte, "" where it has none."""
    return bytes([byte]).decode("cp1252", "ignore")


_INSTEAD = {
    code: " " if chr(code) in _SPACES else _windows(code) if 0x80 <= code < 0xA0 else ""
    for code in (*range(0xA0), 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF)
    if _FORBIDDEN.match(chr(code))
}
"""What each forbidden character stood for, mostly nothing."""

_STRAY = {0xDC00 + byte: _windows(byte) for byte in range(0x80, 0x100)}


def _clean(path: str, text: str) -> tuple[str, list[Problem]]:
    """Take forbidden characters out: C1 through windows-1252, gaps to spaces, the rest to nothing."""
    first = _FORBIDDEN.search(text)
    if first is None:
        return text, []
    count = sum(text.count(chr(code)) for code in _INSTEAD)
    instead = _INSTEAD[ord(first[0])]
    message = f"expected text, found the control character U+{ord(first[0]):04X}"
    message += f", read as '{instead}'" if instead else ", left out"
    message += f" ({count} such characters in all)" if count > 1 else ""
    line = text.count("\n", 0, first.start()) + 1
    return text.translate(_INSTEAD), [_repaired(path, line, message, "Type the character meant.")]


def _repaired(path: str, line: int, message: str, hint: str) -> Problem:
    return Problem(path, line, "", message, hint, "repaired")
