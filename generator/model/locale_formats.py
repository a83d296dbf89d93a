"""How people of one place write dates and numbers."""

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
    """The customs of a locale; the defaults are those of English as most of the world writes it.

    The patterns are texts for ``str.format`` with ``{d}`` (day), ``{dd}`` (the same with two digits), ``{m}`` and
    ``{mm}`` (month as a number), ``{month}`` (its name), ``{alone}`` (its name where no day stands beside it, which
    some languages tell apart), ``{y}``. Weekdays run from Monday, which is 0; ``first_weekday`` is one of these.
    ``grouping`` are the sizes of groups of digits, the lowest group first, the second for all others.
    ``plurals`` has the plural category of the numbers 0 to 99, then of 100 to 199, which stand for all that follow.
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
    plurals: tuple[str, ...] = ("other", "one", *["other"] * 198)
    direction: str = "ltr"


ENGLISH = LocaleFormats()
