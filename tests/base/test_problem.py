"""A problem is printed on one line that cannot affect a terminal."""

import pytest

from generator.base.problem import Problem


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("a\x1b[2Jb", "a\\x1b[2Jb"),
        ("a\nerror: b", "a\\nerror: b"),
        ("a\u202eb", "a\\u202eb"),
        ("a\x9bb\u2066", "a\\x9bb\\u2066"),
        ("a\u2028b", "a\\u2028b"),
        ("a b é ع-日.md", "a b é ع-日.md"),
    ],
)
def test_control_characters_in_a_name_are_escaped(name: str, printed: str) -> None:
    problem = Problem(name, 3, f"field {name}", f"found {name}")
    assert problem.format_line("folder") == f"folder/{printed}:3: field {printed}: found {printed}"
    assert str(problem) == f"{printed}:3: field {printed}: found {printed}"
