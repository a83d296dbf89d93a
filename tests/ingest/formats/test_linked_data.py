"""JSON-LD of strangers: what it says of the work, and nothing that breaks us."""

import time
from typing import Any

import msgspec
import pytest

from generator.ingest.formats.linked_data import LinkedWork, find_work
from generator.model.ingest import WireImage

URL = "https://hedgerow.example/bees"


def page(value: Any, kind: str = "application/ld+json") -> str:
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return f'<html><head><script>let x = "<b>"</script><SCRIPT TYPE="{kind}">{text}</SCRIPT></head>'


ARTICLE = {
    "@context": "https://schema.org",
    "@type": ["NewsArticle", "Thing"],
    "headline": "Bees &amp; wasps",
    "description": "They were counted.",
    "image": ["/comb.jpg", "/other.jpg"],
    "datePublished": "2026-11-09T09:20:00Z",
    "dateModified": "2026-11-10",
    "author": [{"@type": "Person", "name": "Ada"}, "Grace", {"url": "x"}],
    "publisher": {"@type": "Organization", "name": "Hedgerow"},
    "keywords": "bees, wasps,",
    "inLanguage": "en-GB",
}
WORK = LinkedWork(
    kind="article",
    title="Bees & wasps",
    description="They were counted.",
    image=WireImage("https://hedgerow.example/comb.jpg"),
    published="2026-11-09T09:20:00Z",
    updated="2026-11-10",
    authors=("Ada", "Grace"),
    publisher="Hedgerow",
    tags=("bees", "wasps"),
    language="en-GB",
)


@pytest.mark.parametrize(
    "value",
    [
        ARTICLE,
        [{"@type": "WebSite", "name": "Hedgerow"}, ARTICLE],
        {"@graph": [{"@type": "BreadcrumbList"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {**ARTICLE, "@type": "http://schema.org/BlogPosting"},
    ],
)
def test_the_work_is_found_wherever_it_is(value: Any) -> None:
    assert find_work(page(value), URL) == WORK


@pytest.mark.parametrize(
    ("type_name", "kind"),
    [
        ("VideoObject", "video"),
        ("Course", "course"),
        ("SoftwareApplication", "download"),
        ("ScholarlyArticle", "article"),
        ("DiscussionForumPosting", "article"),
    ],
)
def test_types_of_works(type_name: str, kind: str) -> None:
    work = find_work(page({"@type": type_name, "name": "X", "uploadDate": "2026-01-02"}), URL)
    assert work is not None
    assert (work.kind, work.title, work.published) == (kind, "X", "2026-01-02")


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ({"url": "/a.png", "width": "1200", "height": 630}, WireImage(f"{URL[:-5]}/a.png", 1200, 630)),
        ([{"contentUrl": "https://cdn.example/a.png"}], WireImage("https://cdn.example/a.png")),
        ([], None),
        ({"@id": "#image"}, None),
        (3, None),
    ],
)
def test_images(image: Any, expected: WireImage | None) -> None:
    work = find_work(page({**ARTICLE, "image": image}), URL)
    assert work is not None
    assert work.image == expected


@pytest.mark.parametrize(
    "html",
    [
        "",
        page("{"),
        page("[" * 100_000),
        page("null"),
        page({"@type": {"x": 1}}),
        page({"@type": "Organization", "name": "Hedgerow"}),
        page(ARTICLE, "text/javascript"),
        page({"headline": "No type"}),
        '<script type="application/ld+json">{"@type": "Article"}',
    ],
)
def test_there_may_be_no_work(html: str) -> None:
    assert find_work(html, URL) is None


@pytest.mark.parametrize(
    "field", ["headline", "author", "publisher", "keywords", "image", "datePublished", "inLanguage"]
)
@pytest.mark.parametrize(
    "value", [3, None, True, {}, [], [[]], {"name": {"name": []}}, [None, 3, {"name": 4}]]
)
def test_a_field_of_any_shape_breaks_nothing(field: str, value: Any) -> None:
    assert find_work(page({**ARTICLE, field: value}), URL) is not None


@pytest.mark.parametrize("piece", ["<script", "<script>", '<script type="application/ld+json">', "</script>"])
def test_time_is_linear_in_the_page(piece: str) -> None:
    started = time.process_time()
    find_work(piece * 50_000, URL)
    assert time.process_time() - started < 1.0
