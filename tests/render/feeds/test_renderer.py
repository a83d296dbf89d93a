"""Feeds as readers and validators see them; every trap of feedgen has a test of its own."""

import json
from datetime import UTC, datetime, timedelta, timezone
from types import SimpleNamespace
from typing import Any

import feedparser
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import generator.render.feeds.renderer as module
from generator.model.output import Feed
from generator.model.views.feeds import EnclosureView, FeedEntryView, FeedLinkedView, FeedView
from generator.render.feeds.renderer import FeedRenderer
from generator.render.feeds.writer import load_writer

NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "fh": "http://purl.org/syndication/history/1.0",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
}
FORMATS: tuple[str, ...] = ("rss", "atom")


def render(format: str, view: FeedView) -> bytes:
    return FeedRenderer().render(Feed(f"feed.{format}", format, view))


def find(format: str, view: FeedView, path: str) -> list[Any]:
    found = etree.fromstring(render(format, view)).xpath(path, namespaces=NAMES)
    assert isinstance(found, list)
    return found


@pytest.fixture
def view(samples: SimpleNamespace) -> FeedView:
    feed: FeedView = samples.feed(*[samples.entry(number) for number in (3, 1, 2)])
    return feed


@pytest.mark.parametrize("format", FORMATS)
def test_a_feed_reader_takes_it_without_complaint(view: FeedView, format: str) -> None:
    parsed = feedparser.parse(render(format, view))
    assert parsed.bozo == 0
    assert parsed.version == {"rss": "rss20", "atom": "atom10"}[format]
    assert [entry.id for entry in parsed.entries] == [entry.id for entry in view.entries]
    assert parsed.entries[0].title == "Title 3"
    assert parsed.entries[0].link == "https://source.example/3?a=1&b=2"
    assert parsed.entries[0].content[0].value == view.entries[0].content
    assert parsed.entries[0].media_content[0]["url"] == "https://source.example/1.jpg"


def test_an_rss_channel_says_what_it_is(view: FeedView) -> None:
    channel = "/rss[@version='2.0']/channel/"
    for name, expected in {
        "title": "Every Day",
        "link": "https://feed.example/",
        "description": "News of the pier",
        "language": "en",
        "generator": "Broadsheet",
        "dc:creator": "The Editors",
        "lastBuildDate": "Tue, 28 Dec 2021 11:00:00 +0000",
    }.items():
        assert find("rss", view, f"{channel}{name}/text()") == [expected]


def test_an_rss_item_says_what_it_is(samples: SimpleNamespace) -> None:
    item = "/rss/channel/item/"
    view = samples.feed(samples.entry(1))
    for name, expected in {
        "title": ["Title 1"],
        "link": ["https://source.example/1?a=1&b=2"],
        "pubDate": ["Thu, 02 Dec 2021 10:00:00 +0000"],
        "category": ["AI", "Machine Learning"],
        "dc:creator": ["Ada Moreau", "Jon Field"],
        "content:encoded": [samples.entry(1).content],
        "guid[@isPermaLink='false']": ["tag:feed.example,2026:item/1"],
        "media:content/media:title[@type='plain']": ["A pier"],
    }.items():
        assert find("rss", view, f"{item}{name}/text()") == expected


def test_an_rss_description_is_html_to_readers_so_plain_text_is_escaped_twice(view: FeedView) -> None:
    assert find("rss", view, "/rss/channel/item[1]/description/text()") == ["AT&amp;T &lt; you"]


def test_an_atom_feed_says_what_it_is(view: FeedView) -> None:
    feed = "/atom:feed[@xml:lang='en']/"
    for path, expected in {
        "atom:id/text()": ["tag:feed.example,2026:feed/"],
        "atom:title/text()": ["Every Day"],
        "atom:subtitle/text()": ["News of the pier"],
        "atom:updated/text()": ["2021-12-28T11:00:00+00:00"],
        "atom:author/atom:name/text()": ["The Editors"],
        "atom:generator/text()": ["Broadsheet"],
        "atom:link[@rel='alternate'][@type='text/html']/@href": ["https://feed.example/"],
    }.items():
        assert find("atom", view, feed + path) == expected


def test_an_atom_entry_says_what_it_is(samples: SimpleNamespace) -> None:
    entry = "/atom:feed/atom:entry/atom:"
    view = samples.feed(samples.entry(1))
    for path, expected in {
        "id/text()": ["tag:feed.example,2026:item/1"],
        "title/text()": ["Title 1"],
        "published/text()": ["2021-12-02T10:00:00+00:00"],
        "updated/text()": ["2021-12-03T11:00:00+00:00"],
        "author/atom:name/text()": ["Ada Moreau", "Jon Field"],
        "summary[@type='text']/text()": ["AT&T < you"],
        "content[@type='html']/text()": [samples.entry(1).content],
        "category/@term": ["AI", "Machine Learning"],
    }.items():
        assert find("atom", view, entry + path) == expected


# The traps of feedgen 1.0.


@pytest.mark.parametrize("format", FORMATS)
def test_entries_stand_in_the_order_given(view: FeedView, format: str) -> None:
    path = {"rss": "//item/title/text()", "atom": "//atom:entry/atom:title/text()"}[format]
    assert find(format, view, path) == ["Title 3", "Title 1", "Title 2"]


@pytest.mark.parametrize("format", FORMATS)
def test_no_date_is_the_clocks(view: FeedView, format: str) -> None:
    text = render(format, view).decode()
    assert str(datetime.now(UTC).year) not in text.replace("example,2026", "").replace("www.w3.org/2005", "")


@pytest.mark.parametrize(
    ("format", "url", "kind"),
    [
        ("rss", "https://feed.example/feed.rss", "application/rss+xml"),
        ("atom", "https://feed.example/feed.atom", "application/atom+xml"),
    ],
)
def test_a_feed_links_to_itself_with_its_type(
    samples: SimpleNamespace, format: str, url: str, kind: str
) -> None:
    (link,) = find(format, samples.feed(url=url), "/*/descendant::atom:link[@rel='self']")
    assert dict(link.attrib) == {"href": url, "rel": "self", "type": kind}


def test_the_link_of_a_channel_is_the_list_not_the_feed(view: FeedView) -> None:
    assert find("rss", view, "/rss/channel/link/text()") == ["https://feed.example/"]


def test_links_of_an_atom_entry_keep_their_relations(samples: SimpleNamespace) -> None:
    links = find("atom", samples.feed(samples.entry(1)), "//atom:entry/atom:link")
    assert [dict(link.attrib) for link in links] == [
        {"href": "https://source.example/1?a=1&b=2", "rel": "alternate"},
        {"href": "https://feed.example/2021/12/1/", "rel": "related", "type": "text/html"},
    ]


def test_an_item_of_our_own_has_one_link(samples: SimpleNamespace) -> None:
    own = samples.entry(1, link="https://feed.example/2021/12/1/", other="")
    (link,) = find("atom", samples.feed(own), "//atom:entry/atom:link")
    assert dict(link.attrib) == {"href": "https://feed.example/2021/12/1/", "rel": "alternate"}


@pytest.mark.parametrize("format", FORMATS)
def test_a_picture_stands_in_the_entry_itself_not_in_a_group_of_one(view: FeedView, format: str) -> None:
    assert find(format, view, "//media:group") == []
    parent = {"rss": "item", "atom": "atom:entry"}[format]
    content = find(format, view, f"//{parent}/media:content")[0]
    assert dict(content.attrib) == {
        "url": "https://source.example/1.jpg",
        "type": "image/jpeg",
        "medium": "image",
        "width": "800",
        "height": "450",
    }


@pytest.mark.parametrize("format", FORMATS)
def test_a_picture_of_unknown_size_has_no_size(samples: SimpleNamespace, format: str) -> None:
    picture = EnclosureView("https://x.example/p", "")
    (content,) = find(format, samples.feed(samples.entry(1, picture=picture)), "//media:content")
    assert dict(content.attrib) == {"url": "https://x.example/p", "medium": "image"}
    assert len(content) == 0


def test_content_is_escaped_html_and_never_of_a_type_that_atom_lacks(view: FeedView) -> None:
    text = render("atom", view)
    assert b"CDATA" not in text
    assert {element.get("type") for element in find("atom", view, "//atom:content")} == {"html"}


def test_an_entry_without_content_or_summary_has_no_empty_elements(samples: SimpleNamespace) -> None:
    bare = samples.feed(samples.entry(1, content="", summary="", authors=(), source=None, picture=None))
    assert (
        find("atom", bare, "//atom:entry/*[self::atom:content or self::atom:summary or self::atom:author]")
        == []
    )
    assert find("rss", bare, "//item/*[self::description or self::content:encoded or self::dc:creator]") == []


def test_an_entry_without_authors_is_by_its_provider_not_by_us(samples: SimpleNamespace) -> None:
    view = samples.feed(samples.entry(1, authors=()))
    assert find("atom", view, "//atom:entry/atom:author/atom:name/text()") == ["Harbour Review"]
    assert find("rss", view, "//item/dc:creator/text()") == ["Harbour Review"]


def test_a_feed_without_an_author_is_by_its_title(samples: SimpleNamespace) -> None:
    view = samples.feed(samples.entry(1), author="")
    assert find("atom", view, "/atom:feed/atom:author/atom:name/text()") == ["Every Day"]
    assert find("rss", view, "/rss/channel/dc:creator/text()") == ["Every Day"]


def test_an_atom_source_has_the_id_and_date_it_must_have(samples: SimpleNamespace) -> None:
    source = "//atom:entry/atom:source/"
    view = samples.feed(samples.entry(1))
    for path, expected in {
        "atom:id/text()": ["tag:feed.example,2026:site/feed/providers/harbour.example/"],
        "atom:title/text()": ["Harbour Review"],
        "atom:updated/text()": ["2021-12-03T11:00:00+00:00"],
        "atom:link[@rel='alternate']/@href": ["https://feed.example/providers/harbour.example/"],
    }.items():
        assert find("atom", view, source + path) == expected


def test_an_rss_source_leads_to_a_feed_where_there_is_one(samples: SimpleNamespace) -> None:
    fed = samples.entry(1)
    unfed = samples.entry(2, source=msgspec.structs.replace(fed.source, feed_url=""))
    sources = find("rss", samples.feed(fed, unfed), "//item/source")
    assert [(source.text, source.get("url")) for source in sources] == [
        ("Harbour Review", "https://feed.example/providers/harbour.example/feed.rss"),
        ("Harbour Review", "https://feed.example/providers/harbour.example/"),
    ]


@pytest.mark.parametrize("format", FORMATS)
def test_an_item_of_nobody_has_no_source(samples: SimpleNamespace, format: str) -> None:
    assert find(format, samples.feed(samples.entry(1, source=None)), "//*[local-name()='source']") == []


@pytest.mark.parametrize(
    ("format", "path"), [("rss", "//item/dc:language/text()"), ("atom", "//atom:entry/@xml:lang")]
)
def test_an_entry_in_another_language_says_so(samples: SimpleNamespace, format: str, path: str) -> None:
    view = samples.feed(samples.entry(1, language="da"), samples.entry(2))
    assert find(format, view, path) == ["da"]


# What a document says of its series: RFC 5005, and when to come back.


@pytest.mark.parametrize("format", FORMATS)
def test_an_archive_says_that_it_is_one_and_leads_on(samples: SimpleNamespace, format: str) -> None:
    links = tuple(FeedLinkedView(rel, f"https://x.example/{rel}") for rel in ("current", "prev-archive"))
    view = samples.feed(samples.entry(1), archive=True, links=links)
    parent = {"rss": "/rss/channel/", "atom": "/atom:feed/"}[format]
    assert len(find(format, view, f"{parent}fh:archive")) == 1
    for rel in ("current", "prev-archive"):
        assert find(format, view, f"{parent}atom:link[@rel='{rel}']/@href") == [f"https://x.example/{rel}"]
    assert find(format, samples.feed(samples.entry(1)), "//fh:archive") == []


@pytest.mark.parametrize(
    ("ttl", "period", "frequency"),
    [
        (60, "hourly", "1"),
        (15, "hourly", "4"),
        (90, "daily", "16"),
        (1440, "daily", "1"),
        (10_080, "weekly", "1"),
    ],
)
def test_a_channel_says_when_to_ask_again(
    samples: SimpleNamespace, ttl: int, period: str, frequency: str
) -> None:
    view = samples.feed(ttl=ttl)
    assert find("rss", view, "/rss/channel/ttl/text()") == [str(ttl)]
    assert find("rss", view, "/rss/channel/sy:updatePeriod/text()") == [period]
    assert find("rss", view, "/rss/channel/sy:updateFrequency/text()") == [frequency]


def test_without_a_hint_there_are_no_words_for_it(samples: SimpleNamespace) -> None:
    assert find("rss", samples.feed(ttl=0), "//ttl | //sy:*") == []


@pytest.mark.parametrize("format", FORMATS)
def test_namespaces_are_declared_once_with_their_usual_prefixes(view: FeedView, format: str) -> None:
    text = render(format, view).decode()
    root, _, rest = text.partition(">\n  <")
    assert "xmlns" in root
    assert "xmlns" not in rest
    assert "ns0" not in text


@pytest.mark.parametrize("format", FORMATS)
def test_an_entry_takes_one_line(view: FeedView, format: str) -> None:
    start = {"rss": "<item>", "atom": "<entry>"}[format]
    lines = render(format, view).decode().splitlines()
    assert sum(line.startswith(start) for line in lines) == 3
    assert render(format, view).endswith(b">\n")


@pytest.mark.parametrize("format", FORMATS)
def test_a_feed_without_entries_is_a_feed(samples: SimpleNamespace, format: str) -> None:
    assert feedparser.parse(render(format, samples.feed(subtitle=""))).bozo == 0


@pytest.mark.parametrize("format", FORMATS)
def test_dates_are_in_utc(samples: SimpleNamespace, format: str) -> None:
    east = datetime(2021, 12, 2, 15, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    there = samples.feed(samples.entry(1, published=east, updated=east), updated=east)
    here = samples.feed(
        samples.entry(1, published=east.astimezone(UTC), updated=east.astimezone(UTC)),
        updated=east.astimezone(UTC),
    )
    assert render(format, there) == render(format, here)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe"])
@pytest.mark.parametrize("field", ["title", "summary", "content", "link", "authors", "categories", "picture"])
def test_one_character_that_xml_forbids_costs_only_itself(
    samples: SimpleNamespace, format: str, character: str, field: str
) -> None:
    fine = samples.entry(1)
    marks: dict[str, Any] = {
        "authors": ("Ada" + character,),
        "categories": ("AI" + character,),
        "picture": EnclosureView("https://x.example/p", "", title="Pier" + character),
    }
    clean: dict[str, Any] = {
        "authors": ("Ada",),
        "categories": ("AI",),
        "picture": EnclosureView("https://x.example/p", "", title="Pier"),
    }
    marked = msgspec.structs.replace(fine, **{field: marks.get(field, f"a{character}b")})
    mended = msgspec.structs.replace(fine, **{field: clean.get(field, "ab")})
    assert render(format, samples.feed(marked)) == render(format, samples.feed(mended))


@pytest.mark.parametrize("format", FORMATS)
@given(text=st.text(), subtitle=st.text())
def test_any_text_gives_a_feed_that_parses(format: str, text: str, subtitle: str) -> None:
    now = datetime(2021, 12, 2, tzinfo=UTC)
    entry = FeedEntryView("tag:x,2026:1", text, "https://x.example/", now, now, text, content=text)
    view = FeedView("tag:x,2026:f", text, subtitle, "https://x.example/", "u", "en", text, now, "B", (entry,))
    data = render(format, view)
    if format == "json":
        assert len(json.loads(data)["items"]) == 1
    else:
        etree.fromstring(data)


@pytest.mark.parametrize("format", FORMATS)
def test_an_entry_is_built_once_however_many_feeds_it_stands_in(
    samples: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    built: list[str] = []
    writer = load_writer(format)

    def spy(entry: FeedEntryView) -> Any:
        built.append(entry.title)
        return writer.entry(entry)

    monkeypatch.setattr(module, "load_writer", lambda _: writer._replace(entry=spy))
    renderer = FeedRenderer()
    both = samples.feed(samples.entry(1), samples.entry(2))
    one = samples.feed(samples.entry(2), title="Another")
    first = renderer.render(Feed("a", format, both))
    second = renderer.render(Feed("b", format, one))
    assert built == ["Title 1", "Title 2"]
    assert first == render(format, both)
    assert second == render(format, one)
