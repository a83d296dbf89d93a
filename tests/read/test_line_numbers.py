"""A problem of a field gets the line where the field, or what should hold it, stands in the file."""

import pytest

from generator.base.problem import Problem
from generator.model.record import Record
from generator.read.line_numbers import add_line_numbers
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
