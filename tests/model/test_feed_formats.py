"""A format is a row of the table and two modules of its name. Shown with one that only this test knows."""

import sys
from datetime import UTC, datetime
from types import ModuleType
from typing import Any, get_args

import msgspec
import pytest

from generator.model.catalogue import Catalogue
from generator.model.feed_formats import FEED_FORMATS, FeedFormat, FeedFormatName
from generator.model.images import ImageSet
from generator.model.item import Item
from generator.model.output import Feed, Opml, Page
from generator.model.settings import FeedSettings, Settings
from generator.model.views.feeds import FeedEntryView, FeedView
from generator.model.views.pages import SubscribePage
from generator.plan.site import Plan, make_plan
from generator.render.feeds.renderer import FeedRenderer
from generator.render.feeds.writer import FeedWriter
from generator.validate.feed_facts import EntryFacts, JsonFeed
from generator.validate.findings import FindingCollector
from generator.validate.rules import Rule
from generator.validate.validator import Validator

NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)


def test_the_names_in_the_settings_are_those_of_the_table() -> None:
    assert get_args(FeedFormatName) == tuple(FEED_FORMATS)
    assert FeedSettings().formats == tuple(FEED_FORMATS)


def test_endings_media_types_and_labels_differ() -> None:
    for values in zip(
        *[(each.ending, each.media_type, each.label) for each in FEED_FORMATS.values()], strict=True
    ):
        assert len(set(values)) == len(FEED_FORMATS)


def head(view: FeedView) -> bytes:
    return msgspec.json.encode({"version": "tiny 1", "name": view.title, "items": []})


def entry(view: FeedEntryView) -> bytes:
    return msgspec.json.encode({"id": view.id, "name": view.title})


def check_head(feed: dict[str, Any], findings: FindingCollector) -> None:
    if not feed.get("name"):
        findings.add("tiny.name", 1, "a name", None)


def check_item(item: Any, line: int, findings: FindingCollector) -> EntryFacts:
    return EntryFacts(item["id"])


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> FeedFormat:
    """Register a format as its author would: a row, a renderer, a validator."""
    form = FeedFormat(
        "tiny", "Tiny", "application/tiny+json", "tiny", "tiny", is_xml=False, has_archives=False
    )
    renderer, validator = ModuleType("tiny"), ModuleType("tiny")
    renderer.__dict__["WRITER"] = FeedWriter(head, entry, b"]}", b",\n")
    rules = {"tiny.name": Rule("Tiny 1: name"), "tiny.twice": Rule("Tiny 1: id")}
    validator.__dict__["FORMAT"] = JsonFeed("tiny", check_head, check_item, "tiny.twice", rules)
    monkeypatch.setitem(FEED_FORMATS, "tiny", form)
    monkeypatch.setitem(sys.modules, "generator.render.feeds.tiny", renderer)
    monkeypatch.setitem(sys.modules, "generator.validate.tiny", validator)
    return form


def plan_with(*formats: str) -> Plan:
    items = tuple(
        Item(
            path=f"_news/{number}.md", key=f"k{number}", kind="article", title=f"Item {number}", published=NOW
        )
        for number in range(3)
    )
    catalogue = Catalogue(
        items=items,
        slugs=tuple(f"2026/03/31/item-{number}" for number in range(3)),
        topics=(),
        providers=(),
        topics_of=((), (), ()),
        provider_of=("", "", ""),
        kinds={"article": (0, 1, 2)},
        days={(2026, 3, 31): (0, 1, 2)},
        undated=(),
        related=((), (), ()),
        members={},
        collections_of={},
        twins={},
        left_out=(),
        ranked=(0, 1, 2),
        latest=NOW,
    )
    settings = Settings(feeds=msgspec.structs.replace(FeedSettings(entries=2), formats=formats))
    return make_plan(catalogue, ImageSet({}), settings, ())


def outputs(plan: Plan) -> dict[str, object]:
    return {planned.path: plan.make_output(planned) for planned in plan.planned}


def test_a_new_format_is_planned_written_and_validated(tiny: FeedFormat) -> None:
    made = outputs(plan_with("rss", "tiny"))
    feed = made["feed.tiny"]
    assert isinstance(feed, Feed)
    data = FeedRenderer().render(feed)
    assert [each["name"] for each in msgspec.json.decode(data)["items"]] == ["Item 0", "Item 1"]
    assert Validator().validate("feed.tiny", data) == ()
    assert [path for path in made if path.startswith("article/feed")] == [
        "article/feed.rss",
        "article/feed.tiny",
    ]


def test_a_new_format_brings_its_own_rules(tiny: FeedFormat) -> None:
    broken = b'{ "version": "tiny 1", "items": [\n{"id": "a"},\n{"id": "a"}\n]}'
    findings = Validator().validate("feed.tiny", broken)
    assert [(each.line, each.rule, each.section) for each in findings] == [
        (1, "tiny.name", "Tiny 1: name"),
        (3, "tiny.twice", "Tiny 1: id"),
    ]


def test_a_new_format_without_archives_has_none(tiny: FeedFormat) -> None:
    archived = [path for path in outputs(plan_with("rss", "tiny")) if path.startswith("history/")]
    assert {path.rpartition(".")[2] for path in archived} == {"rss"}


def test_readers_are_told_of_a_new_format(tiny: FeedFormat) -> None:
    made = outputs(plan_with("tiny"))
    page, opml = made["feeds/index.html"], made["feeds.opml"]
    assert isinstance(page, Page)
    assert isinstance(page.page, SubscribePage)
    assert isinstance(opml, Opml)
    (link,) = page.page.groups[0][1][0].formats
    assert (link.format, link.type, link.url) == ("Tiny", tiny.media_type, "http://localhost:8000/feed.tiny")
    assert opml.outlines[0].feed_url.endswith("/feed.tiny")


@pytest.mark.parametrize(("formats", "listed"), [(("rss", "tiny"), "rss"), (("tiny", "atom"), "atom")])
def test_opml_lists_the_preferred_format_or_the_first(
    tiny: FeedFormat, formats: tuple[str, ...], listed: str
) -> None:
    opml = outputs(plan_with(*formats))["feeds.opml"]
    assert isinstance(opml, Opml)
    assert opml.outlines[0].feed_url.endswith(f"/feed.{listed}")
