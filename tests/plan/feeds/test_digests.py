"""Digests: a day is over when a later one begins in the records, not on the clock."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import lxml.html
import msgspec
import pytest

from generator.model.feed_formats import ATOM
from generator.model.views.feeds import FeedView
from generator.plan.context import SiteContext
from generator.plan.feeds.content import build_feed
from generator.plan.feeds.digests import digest_days, digest_weeks
from generator.plan.feeds.specs import plan_feeds
from tests.plan.conftest import catalogue_of, items_of

Make = Callable[..., SiteContext]


def on(context: SiteContext, *moments: datetime) -> SiteContext:
    """Return a context with one item at each moment, newest first."""
    items = [
        msgspec.structs.replace(item, published=moment)
        for item, moment in zip(items_of(len(moments), 0), moments, strict=True)
    ]
    return SiteContext(catalogue_of(tuple(items)), context.images, context.settings)


def at(*day: int, hour: int = 12) -> datetime:
    return datetime(*day, hour, tzinfo=UTC)  # type: ignore[arg-type, misc]


def digest_of(context: SiteContext, scope: str) -> FeedView:
    (head,) = [head for head in plan_feeds(context) if head.scope == scope]
    return build_feed(context, head, ATOM).feed


def test_the_newest_day_is_not_over(make_context: Make) -> None:
    context = on(
        make_context(), at(2026, 3, 5), at(2026, 3, 4, hour=20), at(2026, 3, 4, hour=8), at(2026, 2, 1)
    )
    assert [(period.key, period.count, rows) for period, rows in digest_days(context)] == [
        ("daily/2026-03-04", 2, (1, 2)),
        ("daily/2026-02-01", 1, (3,)),
    ]


def test_weeks_are_those_of_iso_8601(make_context: Make) -> None:
    context = on(make_context(), at(2026, 1, 5), at(2026, 1, 4), at(2025, 12, 29), at(2025, 12, 28))
    assert [(period.key, rows) for period, rows in digest_weeks(context)] == [
        ("weekly/2026-W01", (1, 2)),
        ("weekly/2025-W52", (3,)),
    ]


def test_a_site_of_one_day_has_no_digest(make_context: Make) -> None:
    context = on(make_context(), at(2026, 3, 5, hour=20), at(2026, 3, 5, hour=8))
    assert (digest_days(context), digest_weeks(context)) == ([], [])
    assert not [head for head in plan_feeds(context) if head.periods]


def test_an_implausible_date_closes_no_day(make_context: Make) -> None:
    context = on(make_context(), at(2099, 1, 1), at(2026, 3, 5), at(2026, 3, 4), at(2026, 3, 3))
    assert [period.key for period, _ in digest_days(context)] == ["daily/2026-03-04", "daily/2026-03-03"]


def test_a_digest_goes_back_a_month_and_half_a_year(make_context: Make) -> None:
    noon = at(2026, 3, 31)
    context = on(make_context(), *[noon - timedelta(days=day) for day in range(400)])
    assert len(digest_days(context)) == 31
    assert len(digest_weeks(context)) == 26
    assert digest_weeks(context)[0][0].key == f"weekly/{date(2026, 3, 24).isocalendar().year}-W13"


def test_an_entry_names_the_items_of_its_period(make_context: Make) -> None:
    context = on(make_context(), at(2026, 3, 5), at(2026, 3, 4, hour=20), at(2026, 3, 4, hour=8))
    (entry,) = digest_of(context, "daily").entries
    assert entry.id == "tag:broadsheet.example,2026:site/feed/daily/2026-03-04"
    assert entry.title == "4 March 2026"
    assert entry.link == "https://x.example/feed/2026/03/04/"
    assert entry.summary == "2 items: Item 1 · Item 2"
    assert (entry.published, entry.updated) == (at(2026, 3, 4, hour=20), at(2026, 3, 4, hour=20))
    links = lxml.html.fragment_fromstring(entry.content, create_parent="div").xpath(".//a")
    assert [(link.text, link.get("href")) for link in links] == [
        ("Item 1", "https://a.example/1"),
        ("Item 2", "https://a.example/2"),
    ]


def test_text_of_items_is_escaped(make_context: Make) -> None:
    context = on(make_context(), at(2026, 3, 5), at(2026, 3, 4))
    first, second = context.catalogue.items
    hostile = msgspec.structs.replace(
        second, title="<script>x</script>", excerpt="a & <b>", link='https://a.example/"><x>'
    )
    catalogue = msgspec.structs.replace(context.catalogue, items=(first, hostile))
    (entry,) = digest_of(SiteContext(catalogue, context.images, context.settings), "daily").entries
    root = lxml.html.fragment_fromstring(entry.content, create_parent="div")
    assert {element.tag for element in root.iter()} == {"div", "ul", "li", "a", "br"}
    assert root.xpath("string(.//a)") == "‹script›x‹/script›"
    assert root.xpath(".//a/@href") == ['https://a.example/"><x>']


def test_a_busy_week_links_to_all_its_items(make_context: Make) -> None:
    days = [at(2026, 3, 9), *[at(2026, 3, 4) - timedelta(minutes=minute) for minute in range(40)]]
    (entry,) = digest_of(on(make_context(), *days), "weekly").entries
    root = lxml.html.fragment_fromstring(entry.content, create_parent="div")
    assert entry.title == "Week 10 of 2026: 2 March 2026 to 8 March 2026"
    assert len(root.xpath(".//li")) == 30
    assert root.xpath("./p/a/@href") == ["https://x.example/feed/2026/03/"]
    assert root.xpath("string(./p)") == "View all 40 items"


@pytest.mark.parametrize("scope", ["daily", "weekly"])
def test_a_new_item_leaves_the_digests_alone_until_it_closes_a_period(make_context: Make, scope: str) -> None:
    moments = [at(2026, 3, 4), at(2026, 2, 20), at(2026, 2, 3)]
    same_day = digest_of(on(make_context(), at(2026, 3, 4, hour=18), *moments), scope)
    before = digest_of(on(make_context(), *moments), scope)

    def told(view: FeedView) -> list[tuple[Any, ...]]:
        return [(entry.id, entry.title, entry.published) for entry in view.entries]

    assert told(same_day) == told(before)
    later = digest_of(on(make_context(), at(2026, 3, 10), *moments), scope)
    assert told(later)[1:] == told(before)
