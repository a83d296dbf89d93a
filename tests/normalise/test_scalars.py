"""Single values in every spelling that a person would call right."""

from typing import Any

import pytest

from generator.normalise.problems import ProblemCollector, show_value
from generator.normalise.scalars import read_boolean, read_duration, read_integer, read_moment, read_number

HUGE = pytest.param(10**5000, id="huge")
"""Python refuses to write numbers of more than 4,300 digits."""


def warned(faults: ProblemCollector) -> bool:
    return [problem.severity for problem in faults.listed()] == ["warning"]


@pytest.mark.parametrize(
    ("value", "truth"),
    [
        (True, True),
        (False, False),
        ("true", True),
        ("No", False),
        (" YES ", True),
        ("off", False),
        (1, True),
        ("0", False),
    ],
)
def test_booleans_have_many_spellings(value: Any, truth: bool) -> None:
    faults = ProblemCollector("x")
    assert read_boolean(faults, "f", value, default=not truth) is truth
    assert not faults.listed()


@pytest.mark.parametrize("value", ["maybe", 2, -1, 1.0, [], {}, ["true"], HUGE])
def test_an_invalid_boolean_is_the_default_with_a_warning(value: Any) -> None:
    faults = ProblemCollector("x")
    assert read_boolean(faults, "f", value, default=True) is True
    assert warned(faults)


@pytest.mark.parametrize(
    ("value", "whole"), [("35", 35), (" -1 ", -1), (7, 7), (7.0, 7), ("7.0", 7), (None, None), ("", None)]
)
def test_whole_numbers_are_read(value: Any, whole: int | None) -> None:
    faults = ProblemCollector("x")
    assert read_integer(faults, "f", value) == whole
    assert not faults.listed()


@pytest.mark.parametrize(
    "value", ["many", "1e3", "1_0", "٣", True, 7.5, float("nan"), float("inf"), [], HUGE, "9" * 5000]
)
def test_an_invalid_whole_number_is_a_warning(value: Any) -> None:
    faults = ProblemCollector("x")
    assert read_integer(faults, "f", value) is None
    assert warned(faults)


def test_a_number_below_the_least_is_a_warning() -> None:
    faults = ProblemCollector("x")
    assert read_integer(faults, "f", "-5", least=0) is None
    assert faults.listed()[0].message == "expected a whole number of at least 0, found '-5': ignored"


@pytest.mark.parametrize(("value", "real"), [("4.42", 4.42), (5, 5.0), (".5", 0.5), (None, None)])
def test_numbers_are_read(value: Any, real: float | None) -> None:
    faults = ProblemCollector("x")
    assert read_number(faults, "f", value, 0, 5) == real
    assert not faults.listed()


@pytest.mark.parametrize("value", ["5.1", -0.1, "x", float("nan"), float("-inf"), True, [], "nan", HUGE])
def test_numbers_out_of_range_are_a_warning(value: Any) -> None:
    faults = ProblemCollector("x")
    assert read_number(faults, "f", value, 0, 5) is None
    assert warned(faults)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("PT15M", 900),
        ("PT1H15M", 4500),
        ("P1DT2H", 93600),
        ("P2W", 1209600),
        ("pt17m20s", 1040),
        ("PT1.5S", 1),
        ("PT0S", 0),
    ],
)
def test_durations_are_seconds(value: str, seconds: int) -> None:
    assert read_duration(ProblemCollector("x"), "f", value) == seconds


@pytest.mark.parametrize(
    "value", ["15 min", "P", "PT", "P1Y", "P1M", "15:30", 900, "PT-5M", "P1DT", "PT99999999999H", []]
)
def test_an_invalid_duration_is_a_warning(value: Any) -> None:
    faults = ProblemCollector("x")
    assert read_duration(faults, "f", value) is None
    assert warned(faults)


@pytest.mark.parametrize("value", ["soon", 2021, True, ["2021-12-15"], 0.5])
def test_an_invalid_date_is_a_warning(value: Any) -> None:
    faults = ProblemCollector("x")
    assert read_moment(faults, "f", value) is None
    assert warned(faults)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a\nb", r"'a\nb'"),
        ("x" * 100, "'" + "x" * 59 + "…'"),
        ("A" * 40 + ";AAECAwQFBgcICQoLDA0ODw==", "'[sealed]'"),
        (True, "true"),
        pytest.param(10**5000, "a huge number", id="huge"),
        ({}, "a mapping"),
        ([], "a list"),
        (None, "nothing"),
    ],
)
def test_values_are_shown_short_and_without_secrets(value: Any, text: str) -> None:
    assert show_value(value) == text
