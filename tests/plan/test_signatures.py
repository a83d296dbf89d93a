"""A signature holds only as long as the view behind it does."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from generator.model.catalogue import Catalogue, Related
from generator.model.images import Image, ImageSet
from generator.model.item import ItemImage, Publisher, RelatedLink
from generator.model.settings import ApiSettings, Settings
from generator.model.stories import Story
from generator.plan.context import SiteContext
from generator.plan.site import Plan, make_plan

Make = Callable[..., SiteContext]
replace = msgspec.structs.replace

REFERENCE = RelatedLink("k", "Elsewhere", "https://b.example/", picture=ItemImage("https://b.example/p.jpg"))


def with_item(catalogue: Catalogue, row: int, **changes: Any) -> Catalogue:
    items = list(catalogue.items)
    items[row] = replace(items[row], **changes)
    return replace(catalogue, items=tuple(items))


def with_story(
    catalogue: Catalogue, rows: tuple[int, ...], best: tuple[int, ...], name: str = ""
) -> Catalogue:
    key = catalogue.items[rows[0]].key
    story = Story(key, "told", rows, best, len(rows), name)
    spread = tuple("" if row in rows else slug for row, slug in enumerate(catalogue.provider_of))
    return replace(catalogue, stories=(story,), story_of=dict.fromkeys(rows, story), provider_of=spread)


CHANGES: dict[str, Callable[[Catalogue], Catalogue]] = {
    "title": lambda at: with_item(at, 3, title="Other"),
    "title of another": lambda at: with_item(at, 3, title=at.items[5].title),
    "excerpt": lambda at: with_item(at, 3, excerpt="Other"),
    "body": lambda at: with_item(at, 3, body="<p>Other</p>"),
    "quality": lambda at: with_item(at, 3, quality=99),
    "picture": lambda at: with_item(at, 3, images=(ItemImage("https://b.example/p.jpg"),)),
    "authors": lambda at: with_item(at, 3, source=Publisher("A", "a.example", authors=("Ada",))),
    "update": lambda at: with_item(at, 3, updated=datetime(2026, 3, 30, tzinfo=UTC)),
    "far update": lambda at: with_item(at, 3, updated=datetime(2040, 1, 1, tzinfo=UTC)),
    "newest date": lambda at: replace(
        at, latest=at.items[4].published or at.latest, horizon=at.items[4].published or at.horizon
    ),
    "locale": lambda at: with_item(at, 3, locale="da"),
    "source": lambda at: with_item(at, 3, link="https://b.example/elsewhere"),
    "the best": lambda at: replace(at, ranked=(2, 1)),
    "days": lambda at: replace(at, days={day: rows for day, rows in at.days.items() if 3 not in rows}),
    "permalink": lambda at: replace(at, slugs=(*at.slugs[:3], "moved", *at.slugs[4:])),
    "provider": lambda at: replace(at, providers=(replace(at.providers[0], name="Renamed"),)),
    "topic": lambda at: replace(at, topics=(replace(at.topics[0], name="Renamed"),)),
    "topic keywords": lambda at: replace(at, topics=(replace(at.topics[0], keywords=("x",)),)),
    "related here": lambda at: replace(at, related=((Related(2),), *at.related[1:])),
    "related elsewhere": lambda at: replace(at, related=((Related(None, REFERENCE),), *at.related[1:])),
    "members": lambda at: replace(at, members={4: (1, 2)}, collections_of={1: (4,), 2: (4,)}),
    "a member that is related": lambda at: replace(
        at,
        members={4: (1, 2)},
        collections_of={1: (4,), 2: (4,)},
        related=(*at.related[:4], (Related(2), Related(3)), *at.related[5:]),
    ),
    "a story": lambda at: with_story(at, (5, 3, 1), (3, 5, 1)),
    "another lead": lambda at: with_story(at, (5, 3, 1), (5, 3, 1)),
    "a story with a name": lambda at: with_story(at, (5, 3, 1), (5, 3, 1), "Told"),
    "a story of two": lambda at: with_story(at, (5, 3), (5, 3)),
    "a story of others": lambda at: with_story(at, (4, 2), (4, 2)),
    "other order of members": lambda at: replace(at, members={4: (2, 1)}, collections_of={1: (4,), 2: (4,)}),
}


def views(plan: Plan) -> dict[str, tuple[bytes, object]]:
    return {
        planned_output.path: (planned_output.signature, plan.make_output(planned_output))
        for planned_output in plan.planned
    }


def disagreements(one: Plan, other: Plan) -> list[str]:
    """Paths whose view moved although their signature held."""
    before, after = views(one), views(other)
    both = before.keys() & after.keys()
    return [path for path in both if before[path][0] == after[path][0] and before[path][1] != after[path][1]]


def plan_of(context: SiteContext, catalogue: Catalogue, images: ImageSet, settings: Settings) -> Plan:
    return make_plan(catalogue, images, settings, ())


@pytest.mark.parametrize("before", CHANGES)
@pytest.mark.parametrize("after", CHANGES)
def test_a_view_does_not_change_without_its_signature(make_context: Make, before: str, after: str) -> None:
    context = make_context(9, 2)
    images = ImageSet({"https://b.example/p.jpg": Image(url="https://b.example/p.jpg")})
    plans = [
        plan_of(context, CHANGES[change](context.catalogue), images, context.settings)
        for change in (before, after)
    ]
    assert disagreements(*plans) == []
    assert (before == after) == (views(plans[0]) == views(plans[1])) or {before, after} <= {
        "quality",
        "topic keywords",
        "authors",
    }


def test_signatures_cover_images_and_settings(make_context: Make) -> None:
    context = make_context(9, 2)
    catalogue = with_item(context.catalogue, 3, images=(ItemImage("https://b.example/p.jpg"),))
    here = Image(url="https://b.example/p.jpg", width=5)
    shown = plan_of(context, catalogue, ImageSet({"https://b.example/p.jpg": here}), context.settings)
    hidden = plan_of(context, catalogue, ImageSet({}), context.settings)
    site = replace(context.settings.site, title="Renamed")
    renamed = plan_of(context, catalogue, ImageSet({}), replace(context.settings, site=site))
    assert disagreements(shown, hidden) == disagreements(hidden, renamed) == []


def test_signatures_depend_on_the_code(make_context: Make) -> None:
    context = make_context(3)
    one, two = (
        make_plan(context.catalogue, context.images, context.settings, (), code) for code in (b"1", b"2")
    )
    changed = [a.path for a, b in zip(one.planned, two.planned, strict=True) if a.signature != b.signature]
    assert {planned_output.path for planned_output in one.planned if planned_output.kind != "ready"} == set(
        changed
    )


@pytest.mark.parametrize("change", CHANGES)
def test_a_document_of_the_api_does_not_change_without_its_signature(make_context: Make, change: str) -> None:
    context = make_context(27, 2)
    settings = replace(context.settings, api=ApiSettings(enabled=True))
    before = plan_of(context, context.catalogue, ImageSet({}), settings)
    after = plan_of(context, CHANGES[change](context.catalogue), ImageSet({}), settings)
    assert any(planned_output.kind == "api list" for planned_output in before.planned)
    assert disagreements(before, after) == disagreements(after, before) == []
