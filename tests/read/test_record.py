"""A file's bytes give a record, a record and a word about what was mended, or the reason why there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.read.limits import MAX_BYTES, too_large_problem
from generator.read.record import (
    MAX_HEAD,
    read_record,
    read_site_data,
)

SECRET = "aGlkZGVu" * 20 + ";" + "A" * 22 + "=="

PLAIN = f"""---
category: news
title: "A headline: it says something"
publishedDateTime: 2021-12-15T10:00:00Z
quality: 36
published: false

provider:
  name: The Source
  domain: source.example

topics:
  - Weather
  - NO

images:
  - url: "https://source.example/a.png"
    width: 1280

secured: "{SECRET}"
---

"""


def test_a_record_has_fields_body_folder_and_head() -> None:
    record, problems = read_record(
        "2021/_news/x/a.md", PLAIN.replace("---\n\n", "---\nBody *text*.\n").encode()
    )
    assert problems == ()
    assert record is not None
    assert record.fields == {
        "category": "news",
        "title": "A headline: it says something",
        "publishedDateTime": "2021-12-15T10:00:00Z",
        "quality": 36,
        "published": False,
        "provider": {"name": "The Source", "domain": "source.example"},
        "topics": ["Weather", "NO"],
        "images": [{"url": "https://source.example/a.png", "width": 1280}],
    }
    assert (record.path, record.folder, record.body, record.head_line) == (
        "2021/_news/x/a.md",
        "news",
        "Body *text*.",
        2,
    )
    assert record.head.startswith("category: news\ntitle:")
    assert "secured" not in record.head


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("a.md", ""),
        ("_news/a.md", "news"),
        ("x/_learning/videos/a.md", "learning"),
        ("_a.md", ""),
        ("x/y/a.md", ""),
    ],
)
def test_the_folder_is_the_first_that_begins_with_an_underscore(path: str, folder: str) -> None:
    record, _ = read_record(path, PLAIN.encode())
    assert record is not None
    assert record.folder == folder


@pytest.mark.parametrize(
    ("data", "head_line", "body"),
    [
        (b"---\ntitle: a\n---", 2, ""),
        (b"---\ntitle: a\n---\n\n\nbody\n\n", 2, "body"),
        (b"---  \ntitle: a\n---\t \nbody", 2, "body"),
        (b"-----\ntitle: a\n----\nbody", 2, "body"),
        (b"\n\n---\ntitle: a\n---\nbody", 4, "body"),
        (b"---\ntitle: a\n---\nx\n---\ny: z\n---\n", 2, "x\n---\ny: z\n---"),
        (b"---\ntitle: a\n---not closed here\n---\nbody", 0, ""),
        (b"---\ntitle: a\n---\n<html>---</html>", 2, "<html>---</html>"),
    ],
)
def test_front_matter_is_split_at_lines_of_dashes(data: bytes, head_line: int, body: str) -> None:
    record, problems = read_record("a.md", data)
    if not head_line:
        assert record is None
        return
    assert problems == ()
    assert record is not None
    assert (record.fields, record.head_line, record.body) == ({"title": "a"}, head_line, body)


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        (b"", 1, "the file is empty"),
        (b"\n \n", 1, "the file is empty"),
        (b"\xef\xbb\xbf", 1, "the file is empty"),
        (b"<!doctype html>\n---\n", 1, "missing front matter: the first line"),
        (b"title: a\n---\nbody", 1, "missing front matter: the fields have no line of ---"),
        (b"+++\ntitle = 'a'\n+++\n", 1, "missing front matter: TOML"),
        (b'{"title": "a"}\n', 1, "missing front matter: JSON"),
        (b"--\ntitle: a\n--\n", 1, "missing front matter: the first line"),
        (b"--- title: a\n---\n", 1, "missing front matter: there is text after"),
        (b"---\n---\nbody", 2, "found none"),
        (b"---\n\n\n---\nbody", 2, "found none"),
        (b"---\n- a\n- b\n---\n", 2, "found a list"),
        (b"---\njust text\n---\n", 2, "found text"),
        (b"---\nsecured: x\n---\n", 2, "nothing but 'secured'"),
        (b'---\nsecured: "x"\n---\n', 2, "nothing but 'secured'"),
        (b'---\n# c\nsecured: "x"\n---\n', 2, "nothing but 'secured'"),
        (b"---\ntitle: a: b\n---\n", 2, "second colon"),
        (b"\n---\ntitle: x\nexcerpt: 'a\n---\n", 4, "closing quote"),
        (b"---\r\ntitle: x\r\nexcerpt: 'a\r\n---\r\n", 3, "closing quote"),
        (b'---\ntitle: x\nsecured: "abc"\nname: @\n---\n', 4, "'@'"),
        (b"---\ntitle: a\nand a body with: colon: s\n", 3, "missing '---' line after the fields"),
        (b"---\ntitle: a\nBody.\n\n# Heading\n", 3, "missing '---' line after the fields"),
        (b"---\ntitle: [\n" + b"[" * 200_000 + b"\n---\n", 3, "levels"),
        (b"---\ntitle: " + b"x" * MAX_HEAD + b"\n---\n", 2, "characters of front matter"),
        (b"x" * (MAX_BYTES + 1), 0, "bytes"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), 1, "an encoding that is not clear"),
    ],
)
def test_an_invalid_record_is_a_problem_with_its_line(data: bytes, line: int, said: str) -> None:
    record, problems = read_record("a.md", data)
    assert record is None
    errors = [problem for problem in problems if problem.severity == "error"]
    assert [(error.path, error.line) for error in errors] == [("a.md", line)]
    assert said in errors[0].message
    assert errors[0].hint


@pytest.mark.parametrize(
    ("data", "title", "line", "said"),
    [
        (b"---\ntitle: a\n", "a", 2, "missing '---' line"),
        (b"---\ntitle: a\n\ntags:\n- b\n\n", "a", 5, "missing '---' line"),
        (b"\xef\xbb\xbf---\ntitle: a\n---\n", "a", 1, "byte order mark"),
        (b"---\r\ntitle: a\r\n---\r\nb\r\n", "a", 1, "CRLF"),
        (b'---\nname: b\ntitle: "a \xc2\x97 b"\n---\n', "a — b", 3, "U+0097"),
        (b"---\nname: b\ntitle: caf\xe9\n---\n", "café", 3, "windows-1252"),
        ("---\ntitle: é\n---\n".encode("utf-16"), "é", 1, "UTF-16"),
        (b"---\ntitle: a\0b\n---\n", "ab", 2, "U+0000"),
        ("---\ntitle: a\u2028b\n---\n".encode(), "a b", 2, "U+2028"),
    ],
)
def test_repaired_records_are_read_and_reported(data: bytes, title: str, line: int, said: str) -> None:
    record, problems = read_record("a.md", data)
    assert record is not None
    assert record.fields["title"] == title
    assert [(problem.line, problem.severity) for problem in problems] == [(line, "repaired")]
    assert said in problems[0].message


def test_repeated_names_are_a_warning() -> None:
    record, problems = read_record("a.md", b"---\ntitle: a\ntitle: b\n---\n")
    assert record is not None
    assert record.fields == {"title": "b"}
    assert [(problem.line, problem.field, problem.severity) for problem in problems] == [
        (3, "title", "warning")
    ]


HIDING_PLACES = {
    "the usual line": f'title: a\nsecured: "{SECRET}"',
    "the first line": f'secured: "{SECRET}"\ntitle: a',
    "between others": f'title: a\nsecured: "{SECRET}"\nname: b',
    "twice": f'title: a\nsecured: "{SECRET}"\nsecured: "{SECRET}"',
    "bare": f"title: a\nsecured: {SECRET}",
    "in single quotes": f"title: a\nsecured: '{SECRET}'",
    "in other letters": f'title: a\nSecured: "{SECRET}"',
    "in a related record": f'title: a\nrelated:\n  - title: b\n    secured: "{SECRET}"',
    "in braces": f'title: a\nrelated: [{{title: b, secured: "{SECRET}"}}]',
    "in a block": f"title: a\nsecured: |\n  {SECRET}",
    "in a list": f"title: a\nsecured:\n  - {SECRET}",
    "in a comment": f'title: a\n# secured: "{SECRET}"',
    "after a value": f'title: a # secured: "{SECRET}"',
    "escaped": f'title: a\n"\\x73ecured": "{SECRET}"',
    "with a trailing comment": f'title: a\nsecured: "{SECRET}" # "x"',
    "with a space at its end": f'title: a\nsecured: "{SECRET}" ',
}


@pytest.mark.parametrize("head", HIDING_PLACES.values(), ids=HIDING_PLACES)
def test_secured_reaches_neither_fields_nor_head(head: str) -> None:
    record, problems = read_record("a.md", f"---\n{head}\n---\nbody\n".encode())
    assert problems == ()
    assert record is not None
    assert record.fields["title"] == "a"
    assert SECRET not in repr(record)
    assert "secured" not in repr(record.fields).lower()
    assert record.head.count("\n") == head.count("\n")


@pytest.mark.parametrize(
    "data",
    [
        f'secured: "{SECRET}"\ntitle: a',
        f'---\nsecured: "{SECRET}\ntitle: a\n---',
        f"---\ntitle: *{SECRET}\n---",
        f"---\nsecured: *{SECRET}\n---",
        f"---\nsecured: &x {SECRET}\ntitle: *x\n---",
        f"---\n{SECRET}\n---",
        f"---\ntitle: a\n {SECRET}: [\n---",
        f'---\ntitle: a\nsecured: "{SECRET}" x\n---',
    ],
)
def test_no_problem_quotes_secured(data: str) -> None:
    record, problems = read_record("a.md", data.encode())
    assert record is None
    assert "aGlkZGVu" not in repr(problems)


def test_a_line_of_secured_in_the_body_is_removed() -> None:
    body = f'<p>one</p>\nsecured: "{SECRET}"\n---\nSecured: the perimeter\n'
    record, problems = read_record("a.md", f"---\ntitle: a\n---\n{body}".encode())
    assert record is not None
    assert record.body == "<p>one</p>\n\n---\nSecured: the perimeter"
    assert [problem.severity for problem in problems] == ["repaired"]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"name: Weather\norder: 010\nkeywords:\n- NO\n", 1),
        (b"---\nname: Weather\norder: 010\nkeywords: [NO]\n", 2),
        (b"---\nname: Weather\norder: 010\nkeywords: [NO]\n---\n", 2),
        (b"# a comment\nname: Weather\norder: 010\nkeywords: [NO]", 1),
        (b"\n\nname: Weather\norder: 010\nkeywords: [NO]", 1),
    ],
)
def test_reference_data_may_be_bare_yaml(data: bytes, line: int) -> None:
    reading = read_site_data("_data/topics/1.yaml", data)
    assert reading.problems == ()
    assert reading.record is not None
    assert reading.record.fields == {"name": "Weather", "order": "010", "keywords": ["NO"]}
    assert reading.record.head_line == line


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"name: a\ntitle: 'b", 2), (b"---\nname: a\ntitle: 'b\n", 3), (b"", 1), (b"x" * (MAX_BYTES + 1), 0)],
)
def test_faulty_reference_data_is_a_problem(data: bytes, line: int) -> None:
    reading = read_site_data("_data/topics/1.yaml", data)
    assert reading.record is None
    assert [problem.line for problem in reading.problems] == [line]


def test_a_file_too_large_needs_no_reading() -> None:
    problem = too_large_problem("a.md", 50_000_000)
    assert (problem.path, problem.severity) == ("a.md", "error")
    assert "50,000,000" in problem.message


@given(st.binary(max_size=200), st.sampled_from([b"", b"---\n", b"---\ntitle: a\n", b"---\ntitle: a\n---\n"]))
def test_any_bytes_give_a_record_or_a_problem(data: bytes, before: bytes) -> None:
    for reading in (read_record("a.md", before + data), read_site_data("a.yaml", before + data)):
        errors = [problem for problem in reading.problems if problem.severity == "error"]
        assert (reading.record is None) == bool(errors)
