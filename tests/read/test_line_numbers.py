"""A problem of a field gets the line where the field, or what should hold it, stands in the file."""

import pytest

from generator.base.problem import Problem
from generator.model.record import Record
from generator.read.line_numbers import add_line_numbers, find_body_line
from generator.read.record import read_record

TEXT = """\
---
title: "a"
secured: "x"
excerpt: >
  long
  text

provider:
  name: b
  images:
    - url: c
      width: wide
    - url: d
tags: [e,
  f]
title: "again"
---
"""


def line_of(field: str, text: str = TEXT) -> int:
    record, _ = read_record("a.md", text.encode())
    assert record is not None
    (found,) = add_line_numbers(record, [Problem("a.md", 0, field, "expected x, found 'y'")])
    return found.line


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("excerpt", 4),
        ("provider", 8),
        ("provider.name", 9),
        ("provider.images", 10),
        ("provider.images[0]", 11),
        ("provider.images[0].width", 12),
        ("provider.images[1].url", 13),
        ("provider.images[1].width", 13),
        ("provider.images[7].url", 10),
        ("provider.domain", 8),
        ("provider.name.more", 9),
        ("tags[1]", 15),
        ("title", 16),
        ("missing", 2),
        ("missing[3].more", 2),
        ("title[0]", 16),
        ("...", 2),
        ("[0]", 2),
    ],
)
def test_a_field_has_the_line_of_its_name_or_of_what_should_hold_it(field: str, line: int) -> None:
    assert line_of(field) == line


def test_lines_are_counted_from_the_start_of_the_file() -> None:
    assert line_of("excerpt", "\n\n" + TEXT) == 6


def test_blanked_secured_does_not_move_lines() -> None:
    text = "---\ntitle: a\nsecured: |\n  x\n  y\nrelated:\n- {secured: z, url: b}\n- url: c\n---\n"
    assert line_of("related[1].url", text) == 8
    assert line_of("related[0].url", text) == 7


def test_only_problems_without_a_line_are_touched() -> None:
    record, _ = read_record("a.md", TEXT.encode())
    assert record is not None
    problems = (
        Problem("a.md", 5, "title", "m"),
        Problem("a.md", 0, "", "m"),
        Problem("a.md", 0, "tags", "m"),
    )
    assert add_line_numbers(record, problems) == (*problems[:2], Problem("a.md", 14, "tags", "m"))
    assert add_line_numbers(record, ()) == ()


def test_a_head_that_is_no_yaml_gives_its_first_line() -> None:
    record = Record("a.md", "", {"title": "a"}, "", "title: 'a", 7)
    assert add_line_numbers(record, [Problem("a.md", 0, "title", "m")])[0].line == 7


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("expected a link that leads somewhere, found '/x/': link removed", 7),
        ("expected an image at '/x/', found no file", 6),
        ("found <video>: left out", 8),
        ('found "it\'s"', 9),
        ("expected a link, found 'a&b': link removed", 9),
        ("expected a link, found 'never written': link removed", 6),
        ("found Markdown that is too complex", 6),
    ],
)
def test_a_problem_of_a_body_has_the_line_of_what_it_quotes(message: str, line: int) -> None:
    body = b"![p](/x/)\n[l](/x/)\n<video>\nit's <a href='a&amp;b'>\n"
    assert find_body_line(b"---\ntitle: /x/ never written\n---\n\n\n" + body, message) == line
    assert (
        find_body_line(b"---\r\ntitle: /x/\r\n---\r\n\r\n\r\n" + body.replace(b"\n", b"\r\n"), message)
        == line
    )
