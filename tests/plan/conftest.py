"""A small catalogue made by hand: the plan is tested without the stages before it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from generator.model.catalogue import Catalogue, Provider, Topic
from generator.model.images import ImageSet
from generator.model.item import Item
from generator.model.settings import ListSettings, Settings, SiteSettings
from generator.plan.context import SiteContext

NEWEST = datetime(2026, 3, 31, 12, tzinfo=UTC)


def items_of(dated: int, undated: int) -> tuple[Item, ...]:
    """Dated items a day apart, newest first, then undated ones."""
    return (
        *[
            Item(
                path=f"_news/{row}.md",
                key=f"https://a.example/{row}",
                kind="article",
                title=f"Item {row}",
                link=f"https://a.example/{row}",
                published=NEWEST - timedelta(days=row),
            )
            for row in range(dated)
        ],
        *[
            Item(path=f"_learning/{row}.md", key=f"path:{row}", kind="course", title=f"Course {row}")
            for row in range(undated)
        ],
    )


def catalogue_of(items: tuple[Item, ...]) -> Catalogue:
    rows = tuple(range(len(items)))
    days: dict[tuple[int, int, int], list[int]] = {}
    for row, item in enumerate(items):
        if item.published:
            at = item.published
            days.setdefault((at.year, at.month, at.day), []).append(row)
    kinds: dict[str, list[int]] = {}
    for row, item in enumerate(items):
        kinds.setdefault(item.kind, []).append(row)
    return Catalogue(
        items=items,
        slugs=tuple(
            f"{item.published:%Y/%m/%d}/item-{row}" if item.published else f"{item.kind}/course-{row}"
            for row, item in enumerate(items)
        ),
        topics=(Topic("ai", "AI", "", "", (), rows),) if items else (),
        providers=(Provider("a.example", "A Paper", "a.example", rows),) if items else (),
        topics_of=tuple(("ai",) for _ in items),
        provider_of=tuple("a.example" for _ in items),
        kinds={kind: tuple(of_kind) for kind, of_kind in kinds.items()},
        days={day: tuple(of_day) for day, of_day in days.items()},
        undated=tuple(row for row in rows if items[row].published is None),
        related=tuple(() for _ in items),
        members={},
        collections_of={},
        twins={},
        left_out=(),
        ranked=rows,
        latest=NEWEST,
    )


@pytest.fixture
def make_context() -> Callable[..., SiteContext]:
    def make(
        dated: int = 3, undated: int = 0, size: int = 2, base_url: str = "https://x.example/feed/"
    ) -> SiteContext:
        settings = Settings(
            site=SiteSettings(title="Radar", base_url=base_url), lists=ListSettings(page_size=size)
        )
        return SiteContext(catalogue_of(items_of(dated, undated)), ImageSet({}), settings)

    return make
