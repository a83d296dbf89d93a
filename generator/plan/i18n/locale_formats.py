"""What Babel (CLDR) knows of a locale, taken down once: builds ask these values, never Babel.

English as most of the world writes it is known without Babel, so that most sites need not load it. Digits are
always 0 to 9, whatever the locale: sites mix languages, and figures of one page should look alike.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from generator.model.locale_formats import ENGLISH, LocaleFormats

_ROOM = 5
"""Characters of a day's name that fit into a column of a calendar."""

_KNOWN = {"en", "en_001", "en_150", "en_GB"}

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
"""Fields of CLDR's patterns (UTS 35, part 4) → ours. Others, such as the era, are left out."""


def load_locale_formats(tag: str) -> LocaleFormats:
    """Return the customs of a language tag (``de``, ``pt-BR``), or of the nearest one that CLDR has; else English."""
    name = tag.replace("-", "_")
    if name in _KNOWN:
        return ENGLISH
    from babel import Locale, UnknownLocaleError

    try:
        return _taken_down(Locale.parse(name))
    except (UnknownLocaleError, ValueError):
        shorter = name.rpartition("_")[0]
        return load_locale_formats(shorter) if shorter else ENGLISH


def _taken_down(locale: Any) -> LocaleFormats:
    names = _names(str(locale))
    months, days = names["months"], names["days"]
    symbols = locale.number_symbols["latn"]
    grouping = locale.decimal_formats[None].grouping
    return LocaleFormats(
        months=_in_order(months["format"]["wide"], range(1, 13)),
        months_alone=_in_order(months["stand-alone"]["wide"], range(1, 13)),
        months_short=_in_order(months["stand-alone"]["abbreviated"], range(1, 13)),
        weekdays=_in_order(days["stand-alone"]["wide"], range(7)),
        weekdays_short=_narrow_enough(days["stand-alone"]),
        first_weekday=locale.first_week_day,
        date=date_pattern(locale.date_formats["long"].pattern),
        day=date_pattern(locale.datetime_skeletons["MMMMd"].pattern),
        month=date_pattern(locale.datetime_skeletons["yMMMM"].pattern),
        group=symbols["group"],
        grouping=(grouping[0], grouping[1]),
        decimal=symbols["decimal"],
        plurals=tuple(locale.plural_form(number) for number in range(200)),
        direction=locale.text_direction,
    )


def _narrow_enough(days: Any) -> tuple[str, ...]:
    """Return the days' names as the head of a calendar has room for: abbreviated, or shorter where that is long."""
    abbreviated = _in_order(days["abbreviated"], range(7))
    return abbreviated if max(map(len, abbreviated)) <= _ROOM else _in_order(days["short"], range(7))


def _names(identifier: str) -> Any:
    """Return the names of months and days. Of a copy: Babel notes in what all locales share which names it looked up
    for one of them, and would give a French site Japanese months once it was asked for those."""
    from babel.localedata import LocaleDataDict, load

    data = load(identifier)
    return LocaleDataDict({part: deepcopy(data[part]) for part in ("months", "days")})


def _in_order(names: Any, numbers: range) -> tuple[str, ...]:
    return tuple([str(names[number]) for number in numbers])


def date_pattern(pattern: str) -> str:
    """Turn a date pattern of CLDR (``d. MMMM y``) into one of ours (``{d}. {month} {y}``)."""
    return "".join(_pieces(pattern)).replace("  ", " ").strip()


def _pieces(pattern: str) -> Iterator[str]:
    end = 0
    for found in _FIELD.finditer(pattern):
        yield _literal(pattern[end : found.start()])
        quoted = found[1]
        yield _FIELDS.get(found[0], "") if quoted is None else _literal(quoted.replace("''", "'") or "'")
        end = found.end()
    yield _literal(pattern[end:])


def _literal(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
