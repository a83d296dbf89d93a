"""Problems are told on one line that does nothing to a terminal, whatever a file is called."""

import pytest

from generator.base.problem import Problem


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a\x1b[2Jb", "a\\x1b[2Jb"),
        ("a\nerror: b", "a\\nerror: b"),
        ("a\u202eb", "a\\u202eb"),
        ("a\x9bb\u2066", "a\\x9bb\\u2066"),
        ("a\u2028b", "a\\u2028b"),
        ("a b é ع-日.md", "a b é ع-日.md"),
    ],
)
def test_controls_in_a_name_are_spelled_out(name: str, told: str) -> None:
    problem = Problem(name, 3, f"field {name}", f"found {name}")
    assert problem.told("folder") == f"folder/{told}:3: field {told}: found {told}"
    assert str(problem) == f"{told}:3: field {told}: found {told}"
