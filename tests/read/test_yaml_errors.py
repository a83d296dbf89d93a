"""Errors of the YAML parser become problems with line, message and hint."""

import pytest
import yaml

from generator.read.yaml_errors import explain_yaml_error
from generator.read.yaml_strict import parse_strict


@pytest.mark.parametrize(
    ("head", "line", "message", "hint"),
    [
        ("title: a\nexcerpt: b: c", 3, "found a second colon on the line", "quotes"),
        ("- a: b: c", 2, "found a second colon on the line", "quotes"),
        ("title: a\n  url: b", 3, "found a line indented deeper than", "Align the field names"),
        ("title: a\n\turl: b", 3, "found a tab", "Indent with spaces"),
        ("provider:\n\tname: b", 3, "found a tab", "Indent with spaces"),
        ("title: a\nname: @b", 3, "found '@' at the start", "quotes"),
        ("title: %b", 2, "found '%' at the start", "quotes"),
        ("title: `b`", 2, "found '`' at the start", "quotes"),
        ('title: a\nname: "b\nurl: c\ntype: d', 3, "closing quote", "Close the quote"),
        ("title: 'a\n", 2, "closing quote", "Close the quote"),
        ('title: "a" b', 2, "after the end of a value", '\\"'),
        ("title: 'it's'", 2, "after the end of a value", "''"),
        ("title: a\nthis is not a field\nname: b", 3, "without a colon", "Indent the line"),
        ("title: a\nthis is not a field", 3, "without a colon", "Indent the line"),
        ('title: "\\q"', 2, "escape", "Double the backslash"),
        ("title: [a, b\nname: c", 2, "',' or ']'", "quotes"),
        ("title: {a: b", 2, "',' or '}'", "quotes"),
        ("title: &", 2, "lone '&'", "quotes"),
        ("title: *", 2, "lone '*'", "quotes"),
        ("title: *bold* text", 2, "lone '*'", "quotes"),
        ("title: - a", 2, "on the same line as the field name", "list"),
        ("tags:\n  - a\n  b: c", 4, "'- ' for the next list entry", "indentation"),
        ("title: |a\n  b", 2, "'|'", "next line"),
        ("  title: a\nname: b", 3, "after the end of the fields", "first column"),
        ("title: a\n...\nname: b", 4, "after the end of the fields", "first column"),
        ("title: !<a", 2, "not valid YAML", "quotes"),
        ("title: !a!b c", 2, "'!'", "quotes"),
        ("title: ]", 2, "found an unexpected ']'", "quotes"),
        ("title: }", 2, "found an unexpected '}'", "quotes"),
        ("title: 中é,\nname: , b", 3, "found an unexpected ','", "quotes"),
        ("title: |\n\ta", 3, "found a tab", "Indent with spaces"),
    ],
)
def test_a_yaml_error_is_explained_at_its_line(head: str, line: int, message: str, hint: str) -> None:
    document = parse_strict("a.md", head, 2)
    assert document.fields is None
    problem = document.problems[-1]
    assert (problem.path, problem.line, problem.severity) == ("a.md", line, "error")
    assert message in problem.message
    assert hint in problem.hint
    assert problem.hint[0].isupper()
    assert problem.hint.endswith(".")


def test_an_unknown_error_without_a_position_gets_the_first_line_of_the_head() -> None:
    problem = explain_yaml_error("a.md", "title: a", 2, yaml.YAMLError("unexpected"))
    assert (problem.line, problem.message, problem.hint) == (2, "not valid YAML", "Put the value in quotes.")


def test_a_message_quotes_at_most_one_character_of_the_file() -> None:
    document = parse_strict("a.md", "title: a\nsecured: @hidden", 2)
    assert "hidden" not in str(document.problems)
