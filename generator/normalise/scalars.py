"""Normalise single values: Booleans, numbers, dates and durations. Any unambiguous spelling is accepted."""

import re
from datetime import UTC, datetime, tzinfo
from typing import Any

from generator.base.dates import explain_bad_moment, parse_moment
from generator.normalise.problems import ProblemCollector

_BOOLEANS: dict[str | int, bool] = {
    **dict.fromkeys(("true", "yes", "on", "y", "1", 1), True),
    **dict.fromkeys(("false", "no", "off", "n", "0", 0), False),
}
_MOST = 10**15
_WHOLE = re.compile(r"[+-]?[0-9]{1,15}(?:\.0*)?", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]*)?|\.[0-9]+)", re.ASCII)
_DURATION = re.compile(
    r"P(?=.)(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?=\d)(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})(?:[.,]\d*)?S)?)?",
    re.ASCII,
)
_SECONDS = (604_800, 86_400, 3_600, 60, 1)


def read_boolean(problems: ProblemCollector, field: str, value: Any, default: bool) -> bool:
    """Return a Boolean; ``default`` if the field is empty or invalid."""
    if value is None or value == "":
        return default
    boolean: bool | None = None
    if isinstance(value, (str, int)):
        boolean = _BOOLEANS.get(value.strip().lower() if isinstance(value, str) else value)
    if boolean is None:
        outcome = f"read as {'true' if default else 'false'}"
        problems.expected(field, "true or false", value, "Write true or false.", outcome)
        return default
    return boolean


def read_integer(problems: ProblemCollector, field: str, value: Any, least: int = -_MOST) -> int | None:
    """Return a whole number; ``None`` if the field is empty or invalid, or the number is less than ``least``."""
    if value is None or value == "":
        return None
    number = _parse_whole(value)
    if number is None or not least <= number <= _MOST:
        wanted = f"a whole number of at least {least}" if least > -_MOST else "a whole number"
        problems.expected(field, wanted, value, _number_hint(number, "35"))
        return None
    return number


def _number_hint(number: float | None, example: str) -> str:
    """Return the hint for a value that is not a number, or for a number out of range."""
    return f"Write it in digits, such as {example}." if number is None else "Correct the number."


def _parse_whole(value: Any) -> int | None:
    """Parse a whole number, given as text or number. ``35.0`` is accepted."""
    if isinstance(value, str):
        return int(value.partition(".")[0]) if _WHOLE.fullmatch(value.strip()) else None
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    return value if type(value) is int else None


def read_number(
    problems: ProblemCollector, field: str, value: Any, least: float, most: float
) -> float | None:
    """Return a number from ``least`` to ``most``, both included; ``None`` if the field is empty or invalid."""
    if value is None or value == "":
        return None
    number = _parse_real(value)
    if number is None or not least <= number <= most:
        problems.expected(field, f"a number from {least:g} to {most:g}", value, _number_hint(number, "4.5"))
        return None
    return number


def _parse_real(value: Any) -> float | None:
    """Parse a number, given as text or number. Numbers of 10¹⁵ and more are refused."""
    if isinstance(value, str):
        return float(value) if _NUMBER.fullmatch(value.strip()) else None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < _MOST:
        return None
    return float(value)


def read_moment(problems: ProblemCollector, field: str, value: Any, zone: tzinfo = UTC) -> datetime | None:
    """Return a date and time in UTC; ``None`` if the field is empty or invalid. A date alone is a day in ``zone``."""
    if value is None or value == "":
        return None
    if isinstance(value, list):
        value = _join_time_tuple(value) or value
    moment = parse_moment(value, zone) if isinstance(value, str) else None
    if moment is None:
        why = explain_bad_moment(value) if isinstance(value, str) else ""
        hint = "Correct the date." if why else "Use 2026-11-30 or 2026-11-30T09:00:00Z."
        problems.expected(field, "a date and time", value, hint, why=why)
    return moment


def _join_time_tuple(values: list[Any]) -> str:
    """Return the ``struct_time`` in UTC that feed parsers make of a date, as ISO 8601; "" for other lists."""
    texts = [str(value) for value in values]
    if len(texts) != 9 or not all(_WHOLE.fullmatch(text) for text in texts):
        return ""
    year, month, day, hour, minute, second = map(int, texts[:6])
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"


def read_duration(problems: ProblemCollector, field: str, value: Any) -> int | None:
    """Return an ISO 8601 duration (``PT1H15M``) in seconds; ``None`` if the field is empty or invalid."""
    if value is None or value == "":
        return None
    match = _DURATION.fullmatch(value.strip().upper()) if isinstance(value, str) else None
    if match is None:
        problems.expected(field, "a duration", value, "Use the ISO 8601 format, such as PT1H15M.")
        return None
    return sum(int(part or 0) * seconds for part, seconds in zip(match.groups(), _SECONDS, strict=True))
