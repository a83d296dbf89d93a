"""The shipped theme: well formed, inert whatever a view holds, readable without eyes, asking nobody for anything."""

import json
import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from generator.model.output import Page
from generator.model.views.pages import ItemPage
from generator.model.views.parts import (
    CardView,
    DayView,
    FeedLinkView,
    HeadView,
    ImageView,
    LinkView,
    RelatedView,
    SiteView,
)
from generator.plan.theme.palette import HUES
from generator.render.html.pages import PageRenderer
from generator.render.html.theme import Template, Theme

LISTS = (
    "earlier",
    "topic",
    "provider",
    "kind",
    "term",
    "collections",
    "people",
    "communities",
    "day",
    "undated",
)
INDEXES = ("topics", "providers", "kinds", "terms", "archive", "year", "statistics")
FRAMED = (
    *("home", *LISTS, *INDEXES, "item", "month", "sources", "feeds", "404", "search"),
    *("disambiguation", "story", "page"),
)
ALL = (*FRAMED, "redirect")

HOSTILE = (
    """x://</title></a>"><script>alert(1)</script><img src=x onerror='alert(1)'>{{ 7 * 7 }}{% if %}&lt;\""""
)
DATA = [{"type": "application/ld+json"}]
"""What a page says of itself: no script to a browser, which runs nothing of this type."""

VOID = {"meta", "link", "img", "source", "br", "hr", "input"}
SHIPPED = Path(__file__).parents[2] / "templates"


class Tree(HTMLParser):
    """A strict reader of the pages we write: every element that opens must close, in its turn."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: dict[str, str] = {}
        self.feed(page.decode())
        self.close()
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute twice in {tag}"
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"{tag} closed, never opened"
        assert self.open.pop() == tag, f"{tag} closed out of turn"

    def handle_data(self, data: str) -> None:
        for tag in self.open:
            self.text[tag] = self.text.get(tag, "") + data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def shape(self) -> list[tuple[str, list[str]]]:
        return [(tag, sorted(attributes)) for tag, attributes in self.tags]


@pytest.fixture
def draw(theme: Theme, samples: SimpleNamespace) -> Any:
    """Render one page of the shipped theme, every field of every view holding one text."""

    def run(name: str, text: str = "Text") -> Tree:
        return Tree(PageRenderer(theme, samples.site(text)).render(samples.page(name, text)))

    return run


def show(theme: Theme, samples: SimpleNamespace, name: str, **given: Any) -> Tree:
    """Render one page with some fields of its view given."""
    page: Page = samples.page(name, "Text")
    view = msgspec.structs.replace(page.page, **given)
    return Tree(PageRenderer(theme, samples.site()).render(msgspec.structs.replace(page, page=view)))


@pytest.mark.parametrize("name", ALL)
def test_hostile_text_in_every_field_changes_no_element_and_no_attribute(draw: Any, name: str) -> None:
    assert draw(name, HOSTILE).shape() == draw(name, "x://benign").shape()


@pytest.mark.parametrize("name", ALL)
def test_hostile_text_reads_as_it_was_written(draw: Any, name: str) -> None:
    hostile = draw(name, HOSTILE)
    assert hostile.text["title"] == HOSTILE
    assert HOSTILE in hostile.text["h1"]


def test_only_the_body_is_printed_as_it_is(theme: Theme, samples: SimpleNamespace) -> None:
    item = show(theme, samples, "item", body='<p id="b">Clean <b>HTML</b></p>')
    assert ("p", {"id": "b"}) in item.tags
    sources = {name: template.source for name, template in theme.templates.items()}
    assert [name for name, source in sources.items() if re.search(r"\|\s*safe", source)] == [
        "pages/item.html",
        "pages/page.html",
    ]


@pytest.mark.parametrize("name", FRAMED)
def test_a_page_can_be_read_without_eyes(draw: Any, name: str) -> None:
    page: Tree = draw(name)
    tags = Counter(tag for tag, _ in page.tags)
    assert page.all("html")[0] == {"lang": "Text", "data-layout": "Text"}
    assert tags["main"] == tags["h1"] == tags["title"] == 1
    assert page.all("main")[0]["id"] == "main"
    assert page.all("a")[0] == {"class": "skip-link", "href": "#main"}
    assert all("alt" in image for image in page.all("img"))
    assert all(nav.get("aria-label") for nav in page.all("nav"))
    labels = [nav["aria-label"] for nav in page.all("nav")]
    assert len(labels) == len(set(labels)), "landmarks of one kind have names of their own"
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), "no level is skipped"


@pytest.mark.parametrize("name", ALL)
def test_a_page_asks_nobody_but_the_records_pictures(draw: Any, name: str) -> None:
    page: Tree = draw(name)
    assert not page.all("iframe")
    assert not [
        key for _, attributes in page.tags for key in attributes if key.startswith("on") or key == "style"
    ]
    fetched = {link["rel"] for link in page.all("link")} - {"alternate", "author", "canonical"}
    assert fetched <= {"stylesheet", "icon", "apple-touch-icon", "manifest"}
    elsewhere = [image for image in page.all("img") if "://" in str(image["src"])]
    assert all(image["referrerpolicy"] == "no-referrer" for image in elsewhere)


@pytest.mark.parametrize("name", FRAMED)
def test_a_page_runs_files_and_nothing_of_its_own(draw: Any, name: str) -> None:
    page: Tree = draw(name)
    searching = [{"type": "module", "src": "Text"}] if name == "search" else []
    data = DATA if name != "404" else []
    words = {"data-saved": "Saved for later", "data-new": "New"}
    scripts = [{"src": "Text"}, {"src": "Text", "defer": None, **words}]
    assert page.all("script") == [*data, *scripts, *searching]
    assert not data or json.loads(page.text["script"])["@context"] == "https://schema.org"
    assert page.text["style"] == "Text", "the site's own colours, and nothing beside them"


@pytest.mark.parametrize("name", ALL)
def test_a_page_begins_with_its_policy(draw: Any, name: str) -> None:
    first, second, *_ = draw(name).all("meta")
    assert (first, second["http-equiv"]) == ({"charset": "utf-8"}, "Content-Security-Policy")


def test_the_script_is_small_and_asks_for_nothing() -> None:
    script = (SHIPPED / "static/script.js").read_text("utf-8")
    assert len(script.encode()) < 14_000
    assert not re.search(r"fetch\(|XMLHttp|innerHTML|eval|https?:", script)


def test_the_style_sheet_is_small_and_asks_for_nothing() -> None:
    style = (SHIPPED / "static/style.css").read_text("utf-8")
    assert len(style.encode()) < 28_000
    assert not re.search(r"url\(|@import|@font-face", style)
    assert "light-dark(" in style
    for feature in ("print", "(forced-colors: active)", "(scripting: none)", "(prefers-reduced-motion"):
        assert f"@media {feature}" in style
    assert not re.search(
        r"(?:margin|padding|border)-(?:left|right)|[\s{](?:left|right):|align: (?:left|right)", style
    )
    assert ":focus-visible" in style


def test_every_class_of_the_style_sheet_is_used_by_a_template(theme: Theme) -> None:
    style = (SHIPPED / "static/style.css").read_text("utf-8")
    style = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    styled = {
        name for rule in re.findall(r"([^{}]+)\{", style) for name in re.findall(r"\.([a-z][\w-]*)", rule)
    }
    sources = "".join(template.source for template in theme.templates.values())
    named = set(re.findall(r"[a-z][a-z-]*", " ".join(re.findall(r'class="([^>]*)"', sources)))) | {"home"}
    palette = {f"h{hue}" for hue in range(HUES)} | {"s0", "s1", "s2", "l0", "l1", "l2", "l3", "l4"}
    assert palette <= styled
    assert (
        styled
        - named
        - palette
        - {f"depth-{depth}" for depth in range(5)}
        - {f"heat{shade}" for shade in range(5)}
        - {"is-new", "saved"}  # static/script.js makes these
        - {f"align-{side}" for side in ("left", "center", "right")}  # tables in bodies
        == set()
    )


def test_feeds_are_announced_once_the_pages_own_first(theme: Theme, samples: SimpleNamespace) -> None:
    site_feed = FeedLinkView("Site", "https://x.example/feed.rss", "application/rss+xml")
    own = FeedLinkView("Topic", "https://x.example/t/feed.atom", "application/atom+xml")
    again = FeedLinkView("Site under another name", site_feed.url, site_feed.type)
    site: SiteView = msgspec.structs.replace(samples.site(), feeds=(site_feed,))
    page: Page = samples.page("topic", "Text")

    def announced(*feeds: FeedLinkView) -> list[str | None]:
        head = HeadView("T", "D", "https://x.example/t/", feeds)
        view = msgspec.structs.replace(page.page, head=head)
        tree = Tree(PageRenderer(theme, site).render(msgspec.structs.replace(page, page=view)))
        return [link["title"] for link in tree.all("link") if link["rel"] == "alternate"]

    assert announced() == ["Site"]
    assert announced(own) == ["Topic", "Site"]
    assert announced(own, again) == ["Topic", "Site under another name"]
    assert announced(site_feed) == ["Site"]


def test_the_head_says_what_the_view_says(theme: Theme, samples: SimpleNamespace) -> None:
    picture = ImageView("https://x.example/p.jpg", 8, 4)
    head = HeadView("T · Site", "What it is about", "https://x.example/t/", (), picture, "noindex")
    page = show(theme, samples, "item", head=head, heading="T")
    meta = {
        one.get("name") or one.get("property"): one["content"] for one in page.all("meta") if "content" in one
    }
    assert page.text["title"] == "T · Site"
    assert {key: meta.get(key) for key in ("description", "robots", "generator", "og:title", "og:type")} == {
        "description": "What it is about",
        "robots": "noindex",
        "generator": "Every Day",
        "og:title": "T",
        "og:type": "article",
    }
    assert meta["og:url"] == "https://x.example/t/"
    assert meta["og:image"] == "https://x.example/p.jpg"
    assert {"rel": "canonical", "href": "https://x.example/t/"} in page.all("link")


def test_a_picture_for_other_sites_must_have_a_whole_address(theme: Theme, samples: SimpleNamespace) -> None:
    head = HeadView("T", "", "https://x.example/t/", (), ImageView("/feed/p.jpg", 8, 4))
    page = show(theme, samples, "item", head=head)
    shown = [meta["content"] for meta in page.all("meta") if meta.get("property") == "og:image"]
    assert shown == [samples.site().icons.badge.url], "the site's own icon stands for it"


def test_a_card_shows_what_it_has_and_leaves_out_what_it_lacks(
    theme: Theme, samples: SimpleNamespace
) -> None:
    bare = CardView("A title", "/a/", "", "article", "Article", None, None, None, ())
    whole: CardView = samples.filled(CardView, "Text")
    page = show(theme, samples, "topic", cards=(bare, whole), children=(), logo=None, tile=None, newest="/t/")
    assert page.text["article"].split() == [
        "A",
        "title",
        *["Text"] * 7,
        *["Also", "covered", "by", "Text", "Text"],
    ]
    (_, picture, logo) = page.all("img")  # the first is the masthead's
    assert picture["loading"] == logo["loading"] == "lazy"
    assert picture["alt"] == logo["alt"] == "", "they decorate: the headline is beside them"


@pytest.mark.parametrize(
    ("width", "height", "told"),
    [
        (800, 500, ("800", "500")),
        (600, 1200, ("288", "576")),
        (None, None, ("1280", "720")),
        (800, None, ("1280", "720")),
    ],
)
def test_a_picture_always_has_a_size_so_that_nothing_moves(
    theme: Theme, samples: SimpleNamespace, width: int | None, height: int | None, told: tuple[str, str]
) -> None:
    page = show(theme, samples, "item", picture=ImageView("p.jpg", width, height), related=())
    image = next(image for image in page.all("img") if image["src"] == "p.jpg")
    assert (image["width"], image["height"]) == told


def test_an_item_leads_on_and_one_way_stands_out(theme: Theme, samples: SimpleNamespace) -> None:
    source = LinkView("Read it at Power Technology", "https://p.example/?a=1&b=2")
    video = LinkView("Watch at YouTube", "https://y.example/")
    page = show(theme, samples, "item", source=source, video=video)
    assert source.title in page.text["main"]
    assert video.title in page.text["main"]
    assert {"class": "is-primary u-bookmark-of", "href": source.url} in page.all("a")
    assert {"href": video.url} in page.all("a")
    alone = show(theme, samples, "item", source=None, video=video)
    assert {"class": "is-primary u-bookmark-of", "href": video.url} in alone.all("a")


def test_an_item_that_has_nothing_but_a_title_is_a_page(theme: Theme, samples: SimpleNamespace) -> None:
    names = ("authors", "topics", "tags", "actions", "facts", "links", "members", "more", "terms")
    hints = dict.fromkeys(names, ())
    nothing = dict.fromkeys(
        ("source", "provider", "date", "updated", "picture", "video", "player", "newer", "older", "story")
    )
    bare = show(theme, samples, "item", excerpt="", body="", part_of=(), related=(), **hints, **nothing)
    assert not bare.all("aside") + bare.all("figure") + bare.all("dl") + bare.all("section")
    assert not [tag for tag in bare.tags if tag[1].get("class") in ("byline", "actions", "item-footer")]


def test_related_places_that_leave_the_site_say_so(theme: Theme, samples: SimpleNamespace) -> None:
    inside = RelatedView("In", "/in/", False, "P", None, None)
    outside = RelatedView("Out", "https://o.example/", True, "P", None, None)
    page = show(theme, samples, "item", related=(inside, outside))
    links = {link["href"]: link for link in page.all("a")}
    assert "rel" not in links["/in/"]
    assert links["https://o.example/"]["class"] == "external"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"older": "/9/", "newer": "", "newest": "", "undated": ""}, ["/9/"]),
        ({"older": "/9/", "newer": "", "newest": "", "undated": "/u/"}, ["/9/", "/u/"]),
        ({"older": "/2/", "newer": "/4/", "newest": "/", "undated": "", "number": 3}, ["/", "/4/", "/2/"]),
        ({"older": "", "newer": "/2/", "newest": "/2/", "undated": "", "number": 1}, ["/2/"]),
        ({"older": "", "newer": "", "newest": "", "undated": ""}, []),
    ],
)
def test_a_pager_leads_to_the_neighbours_that_there_are(
    theme: Theme, samples: SimpleNamespace, given: dict[str, Any], expected: list[str]
) -> None:
    page = show(theme, samples, "kind", cards=(), children=(), **given)
    links = [link["href"] for link in page.all("a")]
    places = {"/", "/2/", "/4/", "/9/", "/u/"}
    assert [link for link in links if link in places] == expected


@pytest.mark.parametrize(
    ("alphabetical", "words"), [(False, ["Newest", "Newer", "Older"]), (True, ["First", "Previous", "Next"])]
)
def test_a_pager_says_newer_and_older_only_where_there_are_dates(
    theme: Theme, samples: SimpleNamespace, alphabetical: bool, words: list[str]
) -> None:
    page = show(theme, samples, "undated", cards=(), newest="/u/", newer="/v/", alphabetical=alphabetical)
    said = page.text["nav"].split()
    assert [
        word for word in said if word in {"Newest", "Newer", "Older", "First", "Previous", "Next"}
    ] == words


def test_a_month_leads_to_the_rest_of_a_day_where_there_is_more(
    theme: Theme, samples: SimpleNamespace
) -> None:
    days = (DayView("1 May", "/d/", "1,234", ()), DayView("2 May", "/e/", "", ()))
    page = show(theme, samples, "month", days=days)
    assert "All 1,234 from 1 May" in page.text["section"]
    assert "All  from" not in page.text["section"]


def test_only_a_newsletter_is_set_as_a_letter(theme: Theme, samples: SimpleNamespace) -> None:
    def classes(kind: str) -> list[str | None]:
        page = show(theme, samples, "item", kind=kind, body="<p>x</p>")
        return [div.get("class") for div in page.all("div") if "body" in (div.get("class") or "")]

    assert classes("newsletter") == ["body e-content newsletter"]
    assert classes("article") == ["body e-content"]


def test_a_page_that_leads_on_needs_no_script(draw: Any) -> None:
    page: Tree = draw("redirect")
    assert {"http-equiv": "refresh", "content": "0; url=Text"} in page.all("meta")
    assert {"name": "robots", "content": "noindex"} in page.all("meta")
    assert page.all("a") == [{"href": "Text"}]


def test_a_plain_item_is_small(theme: Theme, samples: SimpleNamespace) -> None:
    page: Page = samples.page("item", "T" * 20)
    bare = msgspec.structs.replace(page.page, body="", members=(), story=None)
    assert isinstance(bare, ItemPage)
    five = msgspec.structs.replace(bare, related=bare.related * 5)
    rendered = PageRenderer(theme, samples.site()).render(msgspec.structs.replace(page, page=five))
    assert len(rendered) < 10_000


def test_the_front_page_has_a_lead_stories_the_latest_and_strips(
    theme: Theme, samples: SimpleNamespace
) -> None:
    page: Tree = show(theme, samples, "home")
    assert [div["class"] for div in page.all("div")] == [
        "home-grid",
        "lead",
        "cards",
        "sections",
        "cards",
    ]
    assert [section["aria-labelledby"] for section in page.all("section")] == [
        "stories",
        "latest",
        "section-1",
        "earlier",
    ]
    empty = show(theme, samples, "home", lead=None, ranked=(), latest=(), strips=())
    assert "Nothing here yet." in empty.text["p"]


def test_every_list_of_the_plan_has_a_template(theme: Theme) -> None:
    assert {f"pages/{name}.html" for name in ALL} == {
        name for name in theme.templates if name.startswith("pages/")
    }


@pytest.mark.parametrize(
    ("page", "block", "element"),
    [
        ("topic", "top", "<h2>MINE</h2>"),
        ("item", "kind", '<meta property="og:type" content="MINE">'),
        ("404", "kind", '<meta property="og:type" content="MINE">'),
        ("item", "told", "MINE"),
        ("people", "body", "<bodyMINE>"),
        ("home", "body", "<bodyMINE>"),
        ("topic", "feed", '<main id="main"MINE>'),
        ("home", "feed", '<main id="main"MINE>'),
    ],
)
@pytest.mark.parametrize("name", ["old", "new"])
def test_templates_of_owners_override_blocks_by_their_old_and_new_names(
    theme: Theme, samples: SimpleNamespace, page: str, block: str, element: str, name: str
) -> None:
    new = {"top": "top_heading", "kind": "og_type", "told": "head_meta", "body": "body_attributes"}
    chosen = block if name == "old" else new.get(block, "main_attributes")
    source = f'{{% extends "pages/{page}.html" %}}{{% block {chosen} %}}MINE{{% endblock %}}'
    own = Theme(theme.templates | {"own.html": Template(source, "own.html")}, ())
    view: Page = msgspec.structs.replace(samples.page(page, "Text"), template="own.html")
    rendered = PageRenderer(own, samples.site()).render(view).decode()
    assert rendered.count("MINE") == 1
    assert element in rendered


def test_the_old_class_of_the_footer_still_works(draw: Any) -> None:
    assert draw("404").all("footer")[-1]["class"].split() == ["footer", "colophon"]
    style = (SHIPPED / "static/style.css").read_text("utf-8")
    assert "\n.colophon {" in style
