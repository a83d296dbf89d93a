"""Which feeds the site has: of the site, of lists, of days and weeks; and the archived parts of what goes further back.

What stands in an entry, and what a feed says of itself, is left to :mod:`generator.plan.feeds.content`.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from generator.model.catalogue import Row
from generator.model.settings import FeedScope
from generator.model.views.feeds import FeedFormat
from generator.plan.context import SiteContext, provider_path, topic_path
from generator.plan.feeds.archives import archive_months, split_archives
from generator.plan.feeds.digests import DatedPeriod, DigestPeriod, digest_days, digest_weeks

DAILY = 1440
"""Minutes after which it is soon enough to ask again for a digest."""


class FeedSpec(Struct, frozen=True, gc=False):
    """A feed before its entries are made.

    ``stem`` is its path without ending, ``place`` that of the list it mirrors, ``name`` what it is called beside its
    siblings. ``rows`` are newest first, all of them dated. A digest has an entry for each of ``periods`` instead of
    each row; an ``archive`` is part of the feed at ``current``. ``older`` and ``newer`` are the stems of neighbouring
    archives.
    """

    scope: FeedScope
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


def plan_feeds(context: SiteContext) -> Iterator[FeedSpec]:
    """Yield every feed of the site, each followed by its archives; none for what has no dated item."""
    scopes, history = context.settings.feeds.scopes, context.settings.feeds.history
    months = archive_months(context) if history else ()
    for head in _lists(context):
        has_history = head.scope in history
        rows = _dated(context, head.rows if has_history else head.rows[: context.settings.feeds.entries])
        if not rows or head.scope not in scopes:
            continue
        if has_history:
            yield from _with_history(context, head, rows, months)
        else:
            yield structs.replace(head, rows=rows)
    yield from _digests(context)


def _lists(context: SiteContext) -> Iterator[FeedSpec]:
    """Yield the feed of every list, asked for or not, with all rows of the list."""
    catalogue, site, ttl = context.catalogue, context.settings.site, context.settings.feeds.ttl
    words, sections = context.words, context.settings.sections

    def head(scope: FeedScope, place: str, name: str, subtitle: str, rows: tuple[Row, ...]) -> FeedSpec:
        title = words.title_of.format(title=name, site=site.title)
        return FeedSpec(scope, f"{place}feed", place, name, title, subtitle, rows, ttl)

    everything = tuple(range(len(catalogue.items)))
    whole = head("site", "", site.title, site.description or site.title, everything)
    yield structs.replace(whole, title=site.title)
    for topic in catalogue.topics if sections.topics else ():
        subtitle = words.topic_feed.format(topic=topic.name)
        yield head("topics", topic_path(topic.slug), topic.name, subtitle, topic.rows)
    for provider in catalogue.providers if sections.providers else ():
        subtitle = provider.description or words.provider_feed.format(provider=provider.name)
        yield head("providers", provider_path(provider.slug), provider.name, subtitle, provider.rows)
    for kind, rows in catalogue.kinds.items() if sections.kinds else ():
        name = context.wording.kind_heading(kind)
        yield head("kinds", f"{kind}/", name, words.kind_feed.format(kinds=name, site=site.title), rows)
    best = head("top", "", words.best, words.best_feed.format(site=site.title), _ranked(context))
    yield structs.replace(best, stem="top")
    if "topic-providers" in context.settings.feeds.scopes and sections.topics:
        yield from _crossed(context)


def _ranked(context: SiteContext) -> tuple[Row, ...]:
    """Return the best items as a feed has them: newest first, for readers sort by date whatever stands first."""
    return tuple(sorted(context.catalogue.ranked[: context.settings.feeds.entries]))


def _crossed(context: SiteContext) -> Iterator[FeedSpec]:
    """Yield a feed for every topic and provider that have an item in common. It lies in the topic's folder."""
    catalogue, settings, words = context.catalogue, context.settings, context.words
    for topic in catalogue.topics:
        shared: dict[str, list[Row]] = {}
        for row in topic.rows:
            shared.setdefault(catalogue.provider_of[row], []).append(row)
        for slug in sorted(shared.keys() - {""}):
            both = {"provider": context.providers[slug].name, "topic": topic.name}
            name = words.crossed.format(**both)
            yield FeedSpec(
                scope="topic-providers",
                stem=f"{topic_path(topic.slug)}providers/{slug}",
                place=topic_path(topic.slug),
                name=name,
                title=words.title_of.format(title=name, site=settings.site.title),
                subtitle=words.crossed_feed.format(**both),
                rows=tuple(shared[slug]),
                ttl=settings.feeds.ttl,
            )


def _dated(context: SiteContext, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the rows that have a date: undated ones come last."""
    items = context.catalogue.items
    if not rows or items[rows[-1]].published is not None:
        return rows
    return tuple([row for row in rows if items[row].published is not None])


def _with_history(
    context: SiteContext, head: FeedSpec, rows: tuple[Row, ...], months: tuple[int, ...]
) -> Iterator[FeedSpec]:
    """Yield a feed that holds what is in no archive yet, and its archives, oldest first.

    While the feed itself can hold everything there are none.
    """
    most = context.settings.feeds.entries
    newest = rows[:most]
    parts = split_archives(rows, months, most) if len(rows) > most else []
    stems = ["", *[f"{head.place}history/{part.name}" for part in parts], ""]
    archived = {row for part in parts for row in part.rows}
    open_rows = [row for row in rows if row not in archived] if parts else []
    yield structs.replace(head, rows=tuple(sorted({*newest, *open_rows})), older=stems[-2])
    for number, part in enumerate(parts, start=1):
        yield structs.replace(
            head,
            stem=stems[number],
            rows=part.rows,
            ttl=0,
            archive=True,
            current=head.stem,
            older=stems[number - 1],
            newer=stems[number + 1],
        )


def _digests(context: SiteContext) -> Iterator[FeedSpec]:
    """Yield the feeds that have an entry for a whole day or week."""
    settings, words = context.settings, context.words
    if "daily" in settings.feeds.scopes:
        yield from _digest(context, "daily", words.daily, digest_days(context))
    if "weekly" in settings.feeds.scopes:
        yield from _digest(context, "weekly", words.weekly, digest_weeks(context))


def _digest(
    context: SiteContext, scope: FeedScope, name: str, told: Sequence[DatedPeriod]
) -> Iterator[FeedSpec]:
    site, feeds, words = context.settings.site.title, context.settings.feeds, context.words
    told = told[: feeds.entries]
    if told:
        yield FeedSpec(
            scope=scope,
            stem=scope,
            place="",
            name=name,
            title=words.title_of.format(title=name, site=site),
            subtitle=(words.daily_feed if scope == "daily" else words.weekly_feed).format(site=site),
            rows=tuple([row for _, rows in told for row in rows]),
            ttl=feeds.ttl and max(feeds.ttl, DAILY),
            periods=tuple([period for period, _ in told]),
        )


def feed_formats(context: SiteContext, head: FeedSpec) -> tuple[FeedFormat, ...]:
    """Return the formats of a feed. JSON Feed knows no archives."""
    formats = context.settings.feeds.formats
    return tuple([form for form in formats if form != "json"]) if head.archive else formats
