"""Babel (CLDR) → LocaleFormats: how a locale writes dates and numbers.

English as most of the world writes it is built in, so that most sites need not import Babel. Digits are
always 0 to 9, because sites mix languages and numbers on one page should look alike.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from generator.model.locale_formats import ENGLISH, LocaleFormats

_MAX_WEEKDAY_LENGTH = 5
"""Maximum characters of a weekday in the head of a calendar."""

_BUILT_IN = {"en", "en_001", "en_150", "en_GB"}

_NUMBER = re.compile(r"[#0,.]+")

_FIELD = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*")
_FIELDS = {
    "d": "{d}",
    "dd": "{dd}",
    "M": "{m}",
    "L": "{m}",
    "MM": "{mm}",
    "LL": "{mm}",
    "MMMM": "{month}",
    "LLLL": "{alone}",
    "y": "{y}",
    "yyyy": "{y}",
}
"""Fields of CLDR patterns (UTS 35, part 4) → replacement fields. Others, such as the era, are left out."""


def load_locale_formats(tag: str) -> LocaleFormats:
    """Return the formats of a language tag (``de``, ``pt-BR``). Fall back to the nearest locale in CLDR, then
    to English."""
    name = tag.replace("-", "_")
    if name in _BUILT_IN:
        return ENGLISH
    from babel import Locale, UnknownLocaleError

    try:
        return _read_formats(Locale.parse(name))
    except (UnknownLocaleError, ValueError):
        shorter = name.rpartition("_")[0]
        return load_locale_formats(shorter) if shorter else ENGLISH


def _read_formats(locale: Any) -> LocaleFormats:
    names = _names(str(locale))
    months, days = names["months"], names["days"]
    symbols = locale.number_symbols["latn"]
    grouping = locale.decimal_formats[None].grouping
    return LocaleFormats(
        months=_in_order(months["format"]["wide"], range(1, 13)),
        months_alone=_in_order(months["stand-alone"]["wide"], range(1, 13)),
        months_short=_in_order(months["stand-alone"]["abbreviated"], range(1, 13)),
        weekdays=_in_order(days["stand-alone"]["wide"], range(7)),
        weekdays_short=_short_weekdays(days["stand-alone"]),
        first_weekday=locale.first_week_day,
        date=date_pattern(locale.date_formats["long"].pattern),
        day=date_pattern(locale.datetime_skeletons["MMMMd"].pattern),
        month=date_pattern(locale.datetime_skeletons["yMMMM"].pattern),
        group=symbols["group"],
        grouping=(grouping[0], grouping[1]),
        decimal=symbols["decimal"],
        percent=percent_pattern(locale.percent_formats[None].pattern),
        plurals=tuple(locale.plural_form(number) for number in range(200)),
        direction=locale.text_direction,
    )


def _short_weekdays(days: Any) -> tuple[str, ...]:
    """Return abbreviated weekdays for the head of a calendar, or shorter ones if these are too long."""
    abbreviated = _in_order(days["abbreviated"], range(7))
    return (
        abbreviated
        if max(map(len, abbreviated)) <= _MAX_WEEKDAY_LENGTH
        else _in_order(days["short"], range(7))
    )


def _names(identifier: str) -> Any:
    """Return the names of months and days, from a copy of the locale's data. Babel records in shared data
    which names were looked up, and would give a French site Japanese months after Japanese was used once."""
    from babel.localedata import LocaleDataDict, load

    data = load(identifier)
    return LocaleDataDict({part: deepcopy(data[part]) for part in ("months", "days")})


def _in_order(names: Any, numbers: range) -> tuple[str, ...]:
    return tuple([str(names[number]) for number in numbers])


def percent_pattern(pattern: str) -> str:
    """Convert a percent pattern of CLDR (``#,##0 %``) to a format string (``{n} %``)."""
    positive = pattern.partition(";")[0]
    return _NUMBER.sub("{n}", positive)


def date_pattern(pattern: str) -> str:
    """Convert a date pattern of CLDR (``d. MMMM y``) to a format string (``{d}. {month} {y}``)."""
    return "".join(_pieces(pattern)).replace("  ", " ").strip()


def _pieces(pattern: str) -> Iterator[str]:
    end = 0
    for match in _FIELD.finditer(pattern):
        yield _literal(pattern[end : match.start()])
        quoted = match[1]
        yield _FIELDS.get(match[0], "") if quoted is None else _literal(quoted.replace("''", "'") or "'")
        end = match.end()
    yield _literal(pattern[end:])


def _literal(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
