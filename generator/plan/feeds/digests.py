"""Digests: feeds with one entry per day or week.

A day is over once the site has an item of a later day; the current time does not matter. So a published entry
gets no further items, unless they are added late. Days are in the site's time zone, weeks are those of ISO
8601.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from html import escape

from msgspec import Struct

from generator.base.dates import FIRST_FEED_DATE
from generator.model.catalogue import Row
from generator.model.stories import one_per_story
from generator.model.views.feeds import FeedEntryView, FeedStoryView
from generator.plan.context import SiteContext
from generator.plan.pages.cards import EXCERPT_LIMIT, shorten_text

MAX_DAYS, MAX_WEEKS = 31, 26
"""Maximum number of entries in a digest."""

MAX_LINES = 30
"""Maximum number of items in an entry. Its page has all of them."""

TEASER_LIMIT = 160
"""Maximum characters of an item's excerpt."""


class DigestPeriod(Struct, frozen=True, gc=False):
    """A day or week that is over.

    ``key`` is its path under ``daily/`` or ``weekly/``, with its ISO 8601 name: ``weekly/2021-W50``.
    ``place`` is the page with all its items. It has ``count`` items, of which the newest ``named`` are in the
    entry.
    """

    key: str
    title: str
    place: str
    count: int
    named: int


DigestDays = list[tuple[date, tuple[Row, ...]]]
"""Days with their rows."""
DatedPeriod = tuple[DigestPeriod, tuple[Row, ...]]
"""A period, and the rows of the items in its entry, newest first."""


def digest_days(context: SiteContext) -> list[DatedPeriod]:
    """Return the last days that are over and have items, newest first."""
    return [
        _period(
            context,
            f"daily/{day.isoformat()}",
            _day_title(context, day),
            _day_place(context, day),
            [(day, rows)],
        )
        for day, rows in _days_before(context, _last_day(context), MAX_DAYS)
    ]


def digest_weeks(context: SiteContext) -> list[DatedPeriod]:
    """Return the last weeks that are over and have items, newest first."""
    last = _last_day(context)
    monday = last - timedelta(days=last.weekday())
    weeks: dict[date, DigestDays] = {}
    for day, rows in _days_before(context, monday, MAX_WEEKS * 7):
        weeks.setdefault(day - timedelta(days=day.weekday()), []).append((day, rows))
    return [_week(context, start, days) for start, days in list(weeks.items())[:MAX_WEEKS]]


def _week(context: SiteContext, start: date, days: DigestDays) -> DatedPeriod:
    year, number, _ = start.isocalendar()
    first, last = (_day_title(context, day) for day in (start, start + timedelta(days=6)))
    title = context.words.week.format(number=number, year=year, first=first, last=last)
    newest = days[0][0]
    place = f"{newest.year:04}/{newest.month:02}/" if context.settings.sections.archive else ""
    return _period(context, f"weekly/{year:04}-W{number:02}", title, place, days)


def _period(context: SiteContext, key: str, title: str, place: str, days: DigestDays) -> DatedPeriod:
    rows = tuple([row for _, of_day in days for row in of_day])
    named = one_per_story(rows, context.catalogue.story_of)[:MAX_LINES]
    return DigestPeriod(key, title, place, len(rows), len(named)), named


def _last_day(context: SiteContext) -> date:
    """Return the newest plausible day. It is not over yet."""
    items, latest = context.catalogue.items, context.latest
    for day, rows in context.catalogue.days.items():
        if any((items[row].published or latest) <= latest for row in rows):
            return date(*day)
    return date.min


def _days_before(context: SiteContext, end: date, limit: int) -> Iterator[tuple[date, tuple[Row, ...]]]:
    """Yield up to ``limit`` days before ``end`` with their rows, newest first."""
    for day, rows in context.catalogue.days.items():
        if FIRST_FEED_DATE.date() <= date(*day) < end and limit > 0:
            limit -= 1
            yield date(*day), rows


def _day_title(context: SiteContext, day: date) -> str:
    return context.dates.date(day.year, day.month, day.day)


def _day_place(context: SiteContext, day: date) -> str:
    """Return the path of a day's page, or that of the front page on a site without an archive."""
    return f"{day.year:04}/{day.month:02}/{day.day:02}/" if context.settings.sections.archive else ""


def digest_entries(
    context: SiteContext, periods: Sequence[DigestPeriod], entries: Sequence[FeedEntryView]
) -> Iterator[FeedEntryView]:
    """Yield an entry for each period. ``entries`` are those of all named items, in order."""
    start = 0
    for period in periods:
        yield _entry(context, period, entries[start : start + period.named])
        start += period.named


def _entry(context: SiteContext, period: DigestPeriod, entries: Sequence[FeedEntryView]) -> FeedEntryView:
    page = context.urls.absolute(period.place)
    titles = " · ".join([entry.title for entry in entries])
    count = context.phrases.count(period.count, context.words.items)
    return FeedEntryView(
        id=context.feed_id(period.key),
        title=period.title,
        link=page,
        published=entries[0].published,
        updated=max(entry.updated for entry in entries),
        summary=shorten_text(context.words.counted.format(title=count, items=titles), EXCERPT_LIMIT),
        content=_content(context, period, page, entries),
    )


def _content(context: SiteContext, period: DigestPeriod, page: str, entries: Sequence[FeedEntryView]) -> str:
    lines = "\n".join([_line(context, entry) for entry in entries])
    label = escape(context.phrases.count(period.count, context.words.all_items))
    link_to_all = f'\n<p><a href="{escape(page)}">{label}</a></p>'
    return f"<ul>\n{lines}\n</ul>{link_to_all if period.count > len(entries) else ''}"


def _line(context: SiteContext, entry: FeedEntryView) -> str:
    by = f" ({escape(entry.source.name)})" if entry.source else ""
    teaser = f"<br>{escape(shorten_text(entry.summary, TEASER_LIMIT))}" if entry.summary else ""
    also = f"<br>{_coverage(context, entry.story)}" if entry.story else ""
    return f'<li><a href="{escape(entry.link)}">{escape(entry.title)}</a>{by}{teaser}{also}</li>'


def _coverage(context: SiteContext, story: FeedStoryView) -> str:
    """Return the other providers of a story, each linked to its first article."""
    first = {other.provider or other.title: other.url for other in reversed(story.others)}
    names = list(reversed(first.items()))[: context.settings.stories.shown]
    links = context.words.and_so.join([f'<a href="{escape(url)}">{escape(name)}</a>' for name, url in names])
    return escape(context.words.covered_by).format(names=links)
