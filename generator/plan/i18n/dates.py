"""Dates as pages show them: in the site's zone, as its locale writes them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from generator.model.locale_formats import LocaleFormats
from generator.model.views.parts import DateView


class DateFormatter:
    """Shows moments in one zone and one locale. UTC, the default, skips the conversion."""

    __slots__ = ("_customs", "_shown", "_zone")

    def __init__(self, timezone: str, customs: LocaleFormats) -> None:
        self._zone = None if timezone == "UTC" else ZoneInfo(timezone)
        self._customs = customs
        self._shown: dict[tuple[int, int, int], str] = {}

    def show(self, moment: datetime | None) -> DateView | None:
        """Return the date of a moment (aware, UTC), or ``None`` for none."""
        if moment is None:
            return None
        local = moment if self._zone is None else moment.astimezone(self._zone)
        day = (local.year, local.month, local.day)
        text = self._shown.get(day)
        if text is None:
            text = self._shown[day] = self.date(*day)
        return DateView(iso=format_iso(moment), text=text)

    def date(self, year: int, month: int, day: int) -> str:
        """Return ``15 December 2021``."""
        return self._put(self._customs.date, year, month, day)

    def day(self, month: int, day: int) -> str:
        """Return ``15 December``."""
        return self._put(self._customs.day, 0, month, day)

    def month(self, year: int, month: int) -> str:
        """Return ``December 2021``."""
        return self._put(self._customs.month, year, month, 1)

    def month_name(self, month: int) -> str:
        """Return ``December``."""
        return self._customs.months_alone[month - 1]

    def _put(self, pattern: str, year: int, month: int, day: int) -> str:
        customs = self._customs
        name, alone = customs.months[month - 1], customs.months_alone[month - 1]
        return pattern.format(
            y=year, m=month, mm=f"{month:02}", month=name, alone=alone, d=day, dd=f"{day:02}"
        )


def format_iso(moment: datetime) -> str:
    """Return a moment as ``2021-12-15T10:00:00Z``."""
    utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return f"{utc.isoformat()[:19]}Z"
