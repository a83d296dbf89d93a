"""Feeds of the site: the main feed, those of lists, daily and weekly digests, and archives.

Entries and metadata are in :mod:`generator.plan.feeds.content`.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from generator.base.dates import is_feed_date
from generator.model.catalogue import Row
from generator.model.feed_formats import FeedFormat
from generator.model.settings import FeedScope
from generator.model.stories import first_per_story
from generator.plan.context import SiteContext, topic_path
from generator.plan.feeds.archives import archive_months, split_archives
from generator.plan.feeds.digests import DatedPeriod, DigestPeriod, digest_days, digest_weeks
from generator.plan.taxonomies import TOPICS, enabled_taxonomies

DIGEST_TTL = 1440
"""Minimum ``ttl`` of a digest, in minutes."""


class FeedSpec(Struct, frozen=True, gc=False):
    """A planned feed, without entries.

    ``stem`` is its path without extension, ``place`` the path of its list, ``name`` its short title. ``rows``
    are newest first, all dated. A digest has an entry for each of ``periods`` instead of each row. An
    ``archive`` is part of the feed with the stem ``current``. ``older`` and ``newer`` are stems of adjacent
    archives. ``picture`` and ``related`` are absolute URLs: an image, and pages about the same subject.
    """

    scope: str
    stem: str
    place: str
    name: str
    title: str
    subtitle: str
    rows: tuple[Row, ...]
    ttl: int = 0
    periods: tuple[DigestPeriod, ...] = ()
    archive: bool = False
    current: str = ""
    older: str = ""
    newer: str = ""
    picture: str = ""
    related: tuple[str, ...] = ()


def plan_feeds(context: SiteContext) -> Iterator[FeedSpec]:
    """Yield every feed of the site, each followed by its archives. A feed needs a dated item."""
    scopes, history = context.settings.feeds.scopes, context.settings.feeds.history
    months = archive_months(context) if history else ()
    for spec in _lists(context):
        has_history = spec.scope in history
        rows = _counted(context, spec.rows)
        rows = _dated(context, rows if has_history else rows[: context.settings.feeds.entries])
        if not rows or spec.scope not in scopes:
            continue
        if has_history:
            yield from _with_history(context, spec, rows, months)
        else:
            yield structs.replace(spec, rows=rows)
    yield from _digests(context)


def _lists(context: SiteContext) -> Iterator[FeedSpec]:
    """Yield the feed of every list with all its rows, whether it is enabled or not."""
    site, ttl = context.settings.site, context.settings.feeds.ttl
    words = context.words

    def new_spec(scope: str, place: str, name: str, subtitle: str, rows: tuple[Row, ...]) -> FeedSpec:
        title = words.title_of.format(title=name, site=site.title)
        return FeedSpec(scope, f"{place}feed", place, name, title, subtitle, rows, ttl)

    all_rows = tuple(range(len(context.catalogue.items)))
    main = new_spec("site", "", site.title, site.description or site.title, all_rows)
    yield structs.replace(main, title=site.title)
    for taxonomy in enabled_taxonomies(context):
        for term in taxonomy.terms(context).values():
            spec = new_spec(taxonomy.name, term.place, term.name, term.feed, term.rows)
            is_topic = taxonomy is TOPICS
            yield structs.replace(
                spec,
                picture=term.picture.url if term.picture else "",
                related=tuple([link.url for link in term.links]) if is_topic else (),
            )
    best = new_spec("top", "", words.best, words.best_feed.format(site=site.title), _ranked(context))
    yield structs.replace(best, stem="top")
    if "topic-providers" in context.settings.feeds.scopes and context.settings.sections.topics:
        yield from _topic_provider_feeds(context)


def _counted(context: SiteContext, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the rows of a feed: the first article of each story, if the settings ask for it."""
    only_one = context.settings.feeds.stories == "leads"
    return first_per_story(rows, context.catalogue.story_of) if only_one else rows


def _ranked(context: SiteContext) -> tuple[Row, ...]:
    """Return the best items, newest first: readers sort by date anyway. The first article stands for a story, so that
    a new lead is no new entry."""
    story_of = context.catalogue.story_of
    ranked = context.catalogue.ranked[: context.settings.feeds.entries]
    return tuple(sorted([story_of[row].rows[0] if row in story_of else row for row in ranked]))


def _topic_provider_feeds(context: SiteContext) -> Iterator[FeedSpec]:
    """Yield a feed for every topic and provider with common items, in the folder of the topic."""
    catalogue, settings, words = context.catalogue, context.settings, context.words
    for topic in catalogue.topics:
        shared: dict[str, list[Row]] = {}
        for row in topic.rows:
            shared.setdefault(catalogue.provider_of[row], []).append(row)
        for slug in sorted(shared.keys() - {""}):
            names = {"provider": context.providers[slug].name, "topic": topic.name}
            name = words.crossed.format(**names)
            yield FeedSpec(
                scope="topic-providers",
                stem=f"{topic_path(topic.slug)}providers/{slug}",
                place=topic_path(topic.slug),
                name=name,
                title=words.title_of.format(title=name, site=settings.site.title),
                subtitle=words.crossed_feed.format(**names),
                rows=tuple(shared[slug]),
                ttl=settings.feeds.ttl,
            )


def _dated(context: SiteContext, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the rows with a date that feeds can hold. The others come last."""
    items = context.catalogue.items
    if not rows or is_feed_date(items[rows[-1]].published):
        return rows
    return tuple([row for row in rows if is_feed_date(items[row].published)])


def _with_history(
    context: SiteContext, spec: FeedSpec, rows: tuple[Row, ...], months: tuple[int, ...]
) -> Iterator[FeedSpec]:
    """Yield a feed with every row that is not archived, then its archives, oldest first. If one feed can hold
    all rows, there are no archives."""
    limit = context.settings.feeds.entries
    newest = rows[:limit]
    parts = split_archives(rows, months, limit) if len(rows) > limit else []
    stems = ["", *[f"{spec.place}history/{part.name}" for part in parts], ""]
    archived = {row for part in parts for row in part.rows}
    open_rows = [row for row in rows if row not in archived] if parts else []
    yield structs.replace(spec, rows=tuple(sorted({*newest, *open_rows})), older=stems[-2])
    for number, part in enumerate(parts, start=1):
        yield structs.replace(
            spec,
            stem=stems[number],
            rows=part.rows,
            ttl=0,
            archive=True,
            current=spec.stem,
            older=stems[number - 1],
            newer=stems[number + 1],
        )


def _digests(context: SiteContext) -> Iterator[FeedSpec]:
    """Yield the feeds with an entry per day or week."""
    settings, words = context.settings, context.words
    if "daily" in settings.feeds.scopes:
        yield from _digest(context, "daily", words.daily, digest_days(context))
    if "weekly" in settings.feeds.scopes:
        yield from _digest(context, "weekly", words.weekly, digest_weeks(context))


def _digest(
    context: SiteContext, scope: FeedScope, name: str, periods: Sequence[DatedPeriod]
) -> Iterator[FeedSpec]:
    site, feeds, words = context.settings.site.title, context.settings.feeds, context.words
    periods = periods[: feeds.entries]
    if periods:
        yield FeedSpec(
            scope=scope,
            stem=scope,
            place="",
            name=name,
            title=words.title_of.format(title=name, site=site),
            subtitle=(words.daily_feed if scope == "daily" else words.weekly_feed).format(site=site),
            rows=tuple([row for _, rows in periods for row in rows]),
            ttl=feeds.ttl and max(feeds.ttl, DIGEST_TTL),
            periods=tuple([period for period, _ in periods]),
        )


def feed_formats(context: SiteContext, spec: FeedSpec) -> tuple[FeedFormat, ...]:
    """Return the formats of a feed. Its archives are in one format."""
    formats = context.feed_formats
    return tuple([form for form in formats if not spec.archive or form == archive_format(formats)])


def archive_format(formats: Sequence[FeedFormat]) -> FeedFormat | None:
    """Return the format of archived feeds: Atom, else RSS. Programs that follow RFC 5005 read both, and an item has
    the same id in both."""
    able = [form for form in formats if form.has_archives]
    return max(able, key=lambda form: form.preferred, default=None)
