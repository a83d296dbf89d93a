"""JSON-LD: what programs read of a page has the shape that its words want, and cannot break out of its element."""

import json
import re
from typing import Any

import msgspec
import pytest

from generator.model.views.pages import (
    AnyPage,
    HomePage,
    IndexPage,
    ItemPage,
    ListPage,
    NotFoundPage,
    SearchPage,
)
from generator.model.views.parts import (
    CardView,
    DateView,
    HeadlineView,
    HeadView,
    ImageView,
    LinkView,
    ProviderView,
    SiteView,
)
from generator.render.html.json_ld import JsonLd

SITE = SiteView(
    title="Radar",
    description="What there is.",
    language="en-GB",
    home_url="/feed/",
    stylesheet_url="",
    icon_url="",
    navigation=(),
    feeds=(),
    generator="Broadsheet",
    search_url="/feed/search/",
    origin="https://x.example",
    described=True,
)
HOME = "https://x.example/feed/"
CRUMBS = (LinkView("Home", "/feed/"), LinkView("Clocks", "/feed/topics/clocks/"))
HEAD = HeadView("T · Radar", "What it says.", "https://x.example/feed/t/")
REQUIRED = {
    "WebSite": {"@id", "url", "name"},
    "WebPage": {"@id", "name", "isPartOf", "inLanguage"},
    "CollectionPage": {"@id", "name", "isPartOf", "inLanguage"},
    "SearchResultsPage": {"@id", "name"},
    "ItemList": {"numberOfItems", "itemListElement"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position"},
    "CreativeWork": {"url", "name"},
    "ImageObject": {"url", "width", "height"},
    "Organization": {"name"},
    "Person": {"name"},
    "SearchAction": {"target", "query-input"},
    "EntryPoint": {"urlTemplate"},
}
"""What each type needs: by Google's documentation where it has a rule, else to be of any use."""


def card(url: str) -> CardView:
    return CardView(url, url, "", "article", "Article", None, None, None, ())


def item(**given: Any) -> ItemPage:
    fields: dict[str, Any] = {
        **dict.fromkeys(("kind", "kind_label", "excerpt", "body"), ""),
        **dict.fromkeys(("source", "provider", "date", "updated", "picture", "video")),
        **dict.fromkeys(("authors", "topics", "tags", "actions", "facts", "links", "members"), ()),
        "part_of": (),
        "related": (),
    }
    return ItemPage(**{"head": HEAD, "heading": "T", "crumbs": CRUMBS, **fields, **given})


def lists(**given: Any) -> ListPage:
    cards = (card("/feed/a/"), card("/feed/b/"), card("/feed/a/"))
    fields = {"template": "topic", "description": "", "logo": None, "children": (), "cards": cards}
    return ListPage(**{"head": HEAD, "heading": "Clocks", "crumbs": CRUMBS[:1], **fields, **given})


def told(page: AnyPage, site: SiteView = SITE) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(str(JsonLd(site).describe(page)))
    assert found.pop("@context") == "https://schema.org"
    hold(found)
    return found


def hold(value: Any) -> None:
    """Hold every thing to what its type requires."""
    for each in value if isinstance(value, list) else value.values():
        if isinstance(each, dict | list):
            hold(each)
    if isinstance(value, dict) and "@type" in value:
        assert REQUIRED[value["@type"]] <= value.keys(), value
        for name in ("url", "item", "@id"):
            assert str(value.get(name, "https://")).startswith("https://"), value
        steps = [each["position"] for each in value.get("itemListElement", ())]
        assert steps == list(range(1, len(steps) + 1))
        assert value["@type"] != "BreadcrumbList" or len(steps) >= 2


def test_an_item_cites_its_source_and_is_no_article_of_ours() -> None:
    page = item(
        kind="article",
        source=LinkView("Read it at The Paper", "https://paper.example/t"),
        provider=ProviderView("The Paper", "/feed/providers/paper.example/"),
        date=DateView("2024-05-01T10:00:00Z", "1 May 2024"),
        updated=DateView("2024-05-02T10:00:00Z", "2 May 2024"),
        authors=("Ada",),
    )
    found = told(page)
    assert found["@type"] == "WebPage"
    assert "Article" not in json.dumps(found)
    assert found["citation"] == {
        "@type": "CreativeWork",
        "url": "https://paper.example/t",
        "name": "T",
        "datePublished": "2024-05-01T10:00:00Z",
        "dateModified": "2024-05-02T10:00:00Z",
        "author": [{"@type": "Person", "name": "Ada"}],
        "publisher": {"@type": "Organization", "name": "The Paper"},
    }
    crumbs = found["breadcrumb"]["itemListElement"]
    assert [(step["name"], step["item"]) for step in crumbs] == [
        ("Home", HOME),
        ("Clocks", f"{HOME}topics/clocks/"),
    ]


def test_a_page_one_step_from_home_is_the_second_step_of_its_breadcrumb() -> None:
    crumbs = told(lists())["breadcrumb"]["itemListElement"]
    assert [(step["name"], step.get("item")) for step in crumbs] == [("Home", HOME), ("Clocks", None)]


def test_an_item_that_is_nowhere_else_cites_nothing() -> None:
    assert "citation" not in told(item(kind="newsletter"))
    members = told(item(kind="collection", members=(card("/feed/a/"), card("/feed/b/"))))
    assert members["@type"] == "CollectionPage"
    assert members["mainEntity"]["numberOfItems"] == 2


def test_a_page_about_a_person_is_about_a_person() -> None:
    found = told(item(kind="profile", heading="Ada", source=LinkView("Visit", "https://ada.example/")))
    assert found["about"] == {"@type": "Person", "name": "Ada", "url": "https://ada.example/"}
    assert "citation" not in found


@pytest.mark.parametrize(("url", "shown"), [("https://x.example/p.jpg", True), ("/feed/p.jpg", False)])
def test_a_picture_is_named_where_its_address_is_whole(url: str, shown: bool) -> None:
    head = msgspec.structs.replace(HEAD, picture=ImageView(url, 1200, 630))
    assert ("primaryImageOfPage" in told(item(head=head))) is shown


def test_a_collection_names_its_members_each_once_and_other_lists_leave_that_to_their_entries() -> None:
    members = (card("/feed/a/"), card("/feed/b/"), card("/feed/a/"))
    found = told(item(kind="collection", members=members))
    assert [each["url"] for each in found["mainEntity"]["itemListElement"]] == [f"{HOME}a/", f"{HOME}b/"]
    assert "mainEntity" not in told(lists())


def test_the_front_page_describes_the_site_and_how_to_search_it() -> None:
    line = HeadlineView("L", "/feed/l/", "", None)
    page = HomePage(HEAD, "Radar", (), card("/feed/a/"), (card("/feed/b/"),), (line,), ())
    site, listed = told(page)["@graph"]
    assert site["@id"] == listed["isPartOf"]["@id"]
    assert site["potentialAction"]["target"]["urlTemplate"] == f"{HOME}search/?q={{query}}"
    assert [each["url"][-2:] for each in listed["mainEntity"]["itemListElement"]] == ["a/", "b/", "l/"]
    unsearched, _ = told(page, msgspec.structs.replace(SITE, search_url=""))["@graph"]
    assert "potentialAction" not in unsearched


def test_other_pages_say_what_they_are() -> None:
    assert told(IndexPage(HEAD, "Topics", CRUMBS[:1], "topics", "", ()))["@type"] == "CollectionPage"
    assert told(SearchPage(HEAD, "Search", CRUMBS[:1], "", "", ()))["@type"] == "SearchResultsPage"


def test_what_nobody_is_to_find_says_nothing() -> None:
    assert JsonLd(SITE).describe(NotFoundPage(HEAD, "Lost", ())) == ""
    assert JsonLd(msgspec.structs.replace(SITE, described=False)).describe(lists()) == ""


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>alert(1)</script>",
        "<!-- <script>",
        "]]> & \u2028 \u2029 \x00 \" \\ ' {{ 7 * 7 }}",
        "\U0001f4a9 \N{RIGHT-TO-LEFT OVERRIDE}",
    ],
)
def test_no_text_breaks_out(text: str) -> None:
    page = item(
        heading=text, kind="article", source=LinkView(text, "https://paper.example/?a&b"), authors=(text,)
    )
    written = str(JsonLd(SITE).describe(page))
    assert not re.search("[<>&\u2028\u2029]", written)
    assert json.loads(written)["name"] == text
    assert json.loads(written)["citation"]["url"] == "https://paper.example/?a&b"
