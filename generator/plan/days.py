"""Dates as pages show them, in the site's zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from generator.model.view import DateView
from generator.plan.words import MONTHS


class Calendar:
    """Shows moments in one zone. UTC, the default, skips the conversion."""

    __slots__ = ("_zone",)

    def __init__(self, timezone: str) -> None:
        self._zone = None if timezone == "UTC" else ZoneInfo(timezone)

    def show(self, moment: datetime | None) -> DateView | None:
        """Return the date of a moment (aware, UTC), or ``None`` for none."""
        if moment is None:
            return None
        local = moment if self._zone is None else moment.astimezone(self._zone)
        text = f"{local.day} {MONTHS[local.month - 1]} {local.year}"
        return DateView(iso=iso(moment), text=text)


def iso(moment: datetime) -> str:
    """Return a moment as ``2021-12-15T10:00:00Z``."""
    return f"{moment.astimezone(UTC).isoformat()[:19]}Z"


def month_title(year: int, month: int) -> str:
    """Return ``December 2021``."""
    return f"{MONTHS[month - 1]} {year}"
