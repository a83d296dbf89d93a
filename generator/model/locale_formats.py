"""Formats of dates and numbers."""

from msgspec import Struct

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class LocaleFormats(Struct, frozen=True, gc=False):
    """The formats of a locale. The defaults are international English.

    Patterns are texts for ``str.format`` with ``{d}`` (day), ``{dd}`` (two digits), ``{m}`` and ``{mm}`` (month
    number), ``{month}`` (month name), ``{alone}`` (month name without a day, which differs in some languages) and
    ``{y}``. Weekdays start on Monday, which is 0; ``first_weekday`` is one of these numbers. ``grouping`` are the
    sizes of digit groups: the lowest group, then all others. ``plurals`` are the plural categories of 0 to 99, then of
    100 to 199, which repeat for larger numbers. ``percent`` is the pattern of a percentage.
    """

    months: tuple[str, ...] = _MONTHS
    months_alone: tuple[str, ...] = _MONTHS
    months_short: tuple[str, ...] = tuple([month[:3] for month in _MONTHS])
    weekdays: tuple[str, ...] = _WEEKDAYS
    weekdays_short: tuple[str, ...] = tuple([day[:3] for day in _WEEKDAYS])
    first_weekday: int = 0
    date: str = "{d} {month} {y}"
    day: str = "{d} {month}"
    month: str = "{alone} {y}"
    group: str = ","
    grouping: tuple[int, int] = (3, 3)
    decimal: str = "."
    percent: str = "{n}%"
    plurals: tuple[str, ...] = ("other", "one", *["other"] * 198)
    direction: str = "ltr"


ENGLISH = LocaleFormats()
