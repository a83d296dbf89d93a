"""Any bytes become text that YAML, HTML and XML can hold, and what was mended is said."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.read.decode import decode_text

FORBIDDEN = {*map(chr, range(9)), *"\x0b\x0c\r", *map(chr, range(0x0E, 0x20)), *map(chr, range(0x7F, 0xA0))}
FORBIDDEN |= {"\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff"}


@pytest.mark.parametrize(
    "text",
    ["", "a\n", "tab\there\n", "Köln – 10 °C\n", "\u00a0nbsp", "😀️", "日本語", "\ufffd stays", "\U0010fffd"],
)
def test_clean_text_passes_unchanged(text: str) -> None:
    assert decode_text("a.md", text.encode()) == (text, ())


@pytest.mark.parametrize(
    ("data", "text", "line", "said"),
    [
        (b"\xef\xbb\xbfa\n", "a\n", 1, "byte order mark"),
        (b"a\r\nb\r\n", "a\nb\n", 1, "CRLF"),
        (b"a\rb", "a\nb", 1, "found CR"),
        (b"a\n\r\nb\rc", "a\n\nb\nc", 1, "CRLF"),
        ("a\nä".encode("utf-16"), "a\nä", 1, "UTF-16"),
        (b"\xfe\xff" + "a\nä".encode("utf-16-be"), "a\nä", 1, "UTF-16"),
        ("ab".encode("utf-32"), "ab", 1, "UTF-32"),
        (b"\xff\xfea\0\x00\xd8b\0", "ab", 1, "UTF-16"),
        (b"a\n\ncaf\xe9 \x97 ok", "a\n\ncafé — ok", 3, "0xE9: read as windows-1252"),
        ("né ".encode() + b"\x93q\x94", "né “q”", 1, "0x93: read as windows-1252"),
        (b"a\r\nb\r\ncaf\xe9", "a\nb\ncafé", 3, "0xE9"),
        (b"a\xed\xa0\xbd\xed\xb8\x80b", "a😀b", 1, "half of a character"),
        (b"a\n\xed\xa0\xbdb", "a\nb", 2, "half of a character"),
        ("a\n\nx\u0097y".encode(), "a\n\nx—y", 3, "U+0097: read as '—'"),
        ("x\u0085y".encode(), "x…y", 1, "U+0085"),
        ("x\u0081y".encode(), "xy", 1, "U+0081: removed"),
        (b"a\n\x00b\x00", "a\nb", 2, "U+0000: removed (2 such"),
        (b"a\x1bb", "ab", 1, "U+001B"),
        (b"a\x0bb\x0cc", "a b c", 1, "U+000B: read as ' '"),
        (b"a\x7fb", "ab", 1, "U+007F"),
        ("a\u2028b\u2029c".encode(), "a b c", 1, "U+2028"),
        ("a\ufffeb\uffffc\ufeffd".encode(), "abcd", 1, "U+FFFE"),
    ],
)
def test_repairs_are_made_and_reported(data: bytes, text: str, line: int, said: str) -> None:
    found, problems = decode_text("a.md", data)
    assert found == text
    assert [(problem.path, problem.line, problem.severity) for problem in problems][:1] == [
        ("a.md", line, "repaired")
    ]
    assert said in problems[0].message
    assert all(problem.hint for problem in problems)


def test_all_repairs_of_a_file_are_reported() -> None:
    found, problems = decode_text("a.md", b"\xef\xbb\xbfa\r\ncaf\xe9\x00")
    assert found == "a\ncafé"
    assert [problem.message for problem in problems] == [
        "found a byte order mark: removed",
        "expected UTF-8, found byte 0xE9: read as windows-1252",
        "expected LF line endings, found CRLF",
        "found the control character U+0000: removed",
    ]


@given(st.one_of(st.binary(), st.text().map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_no_bytes_raise_or_leave_a_forbidden_character(data: bytes) -> None:
    text, problems = decode_text("a.md", data)
    assert not FORBIDDEN & set(text)
    text.encode()
    assert problems or text.encode() == data


@pytest.mark.parametrize("character", ["\x97", "\x00", "\u2028"])
def test_nothing_but_forbidden_characters_is_read_fast(character: str) -> None:
    start = time.process_time()
    _, problems = decode_text("a.md", (character * 2_000_000).encode())
    assert "(2000000 such characters in total)" in problems[0].message
    assert time.process_time() - start < 1.5
