"""Dates as pages show them: in the time zone and the locale of the site."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from generator.model.locale_formats import LocaleFormats
from generator.model.views.parts import DateView


class DateFormatter:
    """Formats dates for one time zone and one locale."""

    __slots__ = ("_cache", "_formats", "_zone")

    def __init__(self, timezone: str, formats: LocaleFormats) -> None:
        self._zone = None if timezone == "UTC" else ZoneInfo(timezone)  # UTC needs no conversion
        self._formats = formats
        self._cache: dict[tuple[str, int, int, int], str] = {}

    def show(self, moment: datetime | None) -> DateView | None:
        """Return the date of a moment (aware, UTC), ``None`` for ``None``."""
        if moment is None:
            return None
        local = moment if self._zone is None else moment.astimezone(self._zone)
        text = self.date(local.year, local.month, local.day)
        has_time = moment.hour or moment.minute or moment.second  # midnight: the record has only a day
        return DateView(format_iso(moment), text, self.time(moment) if has_time else "")

    def time(self, moment: datetime) -> str:
        """Return the time of day: ``10:00``."""
        local = moment if self._zone is None else moment.astimezone(self._zone)
        return f"{local.hour:02}:{local.minute:02}"

    def date(self, year: int, month: int, day: int) -> str:
        """Return ``15 December 2021``."""
        return self._fill(self._formats.date, year, month, day)

    def day(self, month: int, day: int) -> str:
        """Return ``15 December``."""
        return self._fill(self._formats.day, 0, month, day)

    def month(self, year: int, month: int) -> str:
        """Return ``December 2021``."""
        return self._fill(self._formats.month, year, month, 1)

    def month_name(self, month: int) -> str:
        """Return ``December``."""
        return self._formats.months_alone[month - 1]

    def _fill(self, pattern: str, year: int, month: int, day: int) -> str:
        key = (pattern, year, month, day)
        text = self._cache.get(key)
        if text is None:
            name, alone = self._formats.months[month - 1], self._formats.months_alone[month - 1]
            text = self._cache[key] = pattern.format(
                y=year, m=month, mm=f"{month:02}", month=name, alone=alone, d=day, dd=f"{day:02}"
            )
        return text


def format_iso(moment: datetime) -> str:
    """Return a moment as ``2021-12-15T10:00:00Z``."""
    utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return f"{utc.isoformat()[:19]}Z"
