"""Single values: truth, numbers, moments, durations. Whatever spelling a person would call right is taken."""

import re
from datetime import datetime
from typing import Any

from generator.base.dates import explain_bad_moment, parse_moment
from generator.normalise.problems import ProblemCollector

_TRUTH: dict[str | int, bool] = {
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


def read_boolean(faults: ProblemCollector, field: str, value: Any, default: bool) -> bool:
    """Return a truth value; ``default`` where there is none, or none that can be understood."""
    if value is None or value == "":
        return default
    truth: bool | None = None
    if isinstance(value, (str, int)):
        truth = _TRUTH.get(value.strip().lower() if isinstance(value, str) else value)
    if truth is None:
        then = f"read as {'true' if default else 'false'}"
        faults.expected(field, "true or false", value, "Write true or false.", then)
        return default
    return truth


def read_integer(faults: ProblemCollector, field: str, value: Any, least: int = -_MOST) -> int | None:
    """Return a whole number; ``None`` where there is none or it is less than ``least``."""
    if value is None or value == "":
        return None
    found = _whole(value)
    if found is None or not least <= found <= _MOST:
        wanted = f"a whole number from {least}" if least > -_MOST else "a whole number"
        faults.expected(field, wanted, value, _digits(found, "35"))
        return None
    return found


def _digits(found: float | None, example: str) -> str:
    """Return the hint for what is no number at all, or one out of range."""
    return f"Write it in digits, as {example}." if found is None else "Correct the number."


def _whole(value: Any) -> int | None:
    """Read a whole number, as text or not; a fraction of zero is none."""
    if isinstance(value, str):
        return int(value.partition(".")[0]) if _WHOLE.fullmatch(value.strip()) else None
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    return value if type(value) is int else None


def read_number(faults: ProblemCollector, field: str, value: Any, least: float, most: float) -> float | None:
    """Return a number between ``least`` and ``most``, both included; ``None`` for none."""
    if value is None or value == "":
        return None
    found = _real(value)
    if found is None or not least <= found <= most:
        faults.expected(field, f"a number from {least:g} to {most:g}", value, _digits(found, "4.5"))
        return None
    return found


def _real(value: Any) -> float | None:
    """Read a number, as text or not. Beyond 10¹⁵ nothing is counted here."""
    if isinstance(value, str):
        return float(value) if _NUMBER.fullmatch(value.strip()) else None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < _MOST:
        return None
    return float(value)


def read_moment(faults: ProblemCollector, field: str, value: Any) -> datetime | None:
    """Return a moment in UTC; ``None`` for none."""
    if value is None or value == "":
        return None
    found = parse_moment(value) if isinstance(value, str) else None
    if found is None:
        why = explain_bad_moment(value) if isinstance(value, str) else ""
        hint = "Correct the date." if why else "Write it as 2021-12-15T10:00:00Z."
        faults.expected(field, "a date and time", value, hint, why=why)
    return found


def read_duration(faults: ProblemCollector, field: str, value: Any) -> int | None:
    """Return an ISO 8601 duration (``PT1H15M``) in seconds; ``None`` for none."""
    if value is None or value == "":
        return None
    found = _DURATION.fullmatch(value.strip().upper()) if isinstance(value, str) else None
    if found is None:
        faults.expected(field, "a duration", value, "Write it as PT1H15M.")
        return None
    return sum(int(part or 0) * seconds for part, seconds in zip(found.groups(), _SECONDS, strict=True))
