"""Dates that feeds and rankings hold back, because they are far ahead of every other sign.

Signs are all dates of the site, and the year in the file name, the title or a URL of the record itself.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from msgspec import Struct

from generator.base.date_outliers import OUTLIER_GAP, RELEASED, find_horizon
from generator.base.problem import Problem
from generator.model.item import Item

_LAST = datetime.max.replace(tzinfo=UTC)


class HeldDates(Struct, frozen=True):
    """``latest`` is the newest publication date that is not held back, ``horizon`` the last date of any kind that is
    not. Without a date, both are the last possible one."""

    latest: datetime
    horizon: datetime
    problems: tuple[Problem, ...] = ()


def hold_back_dates(items: Sequence[Item], enabled: bool) -> HeldDates:
    """Return which dates are held back: none if this is not ``enabled``. ``items`` are newest first."""
    horizon = find_horizon(_signs(items), _supported(items)) if enabled else _LAST
    latest = next((item.published for item in items if item.published and item.published <= horizon), None)
    if latest is None:  # no date to show instead
        return HeldDates(items[0].published or _LAST if items else _LAST, _LAST)
    return HeldDates(latest, horizon, tuple(_problems(items, latest, horizon)))


def _signs(items: Sequence[Item]) -> list[datetime]:
    return [moment for item in items for moment in (item.published, item.updated) if moment is not None]


def _supported(items: Sequence[Item]) -> set[datetime]:
    """Return the dates far in the future whose year the record has in another place, too."""
    return {
        moment
        for item in items
        for moment in (item.published, item.updated)
        if moment is not None and moment - RELEASED > OUTLIER_GAP and _has_year(item, str(moment.year))
    }


def _has_year(item: Item, year: str) -> bool:
    return any(year in text for text in (item.path, item.title, item.original_url, item.web_url))


def _problems(items: Sequence[Item], latest: datetime, horizon: datetime) -> Iterator[Problem]:
    """Yield a warning for each date that is held back."""
    years, shown = OUTLIER_GAP.days // 366, f"{latest:%Y-%m-%d}"
    for item in items:
        for field, moment, outcome in (
            ("publishedDateTime", item.published, f"feeds and rankings use {shown}"),
            ("updatedDateTime", item.updated, "feeds leave it out"),
        ):
            if moment is not None and moment > horizon:
                yield Problem(
                    path=item.path,
                    line=0,
                    field=field,
                    message=f"{moment:%Y-%m-%d} is more than {years} years after every other date: {outcome}",
                    hint="Correct the date. If it is right, set hold_back_dates = false under [content] in site.toml.",
                    severity="warning",
                )
