"""Hostile records, end to end: what a site shows of them is harmless, and what it cannot show is named.

The published files are parsed as browsers and readers would, and asked for what must not be there.
"""

import html.parser
import os
import random
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import lxml.html
import pytest

from generator.model.report import BuildReport
from tests.support.site_feeds import faults, parsed
from tests.support.site_kit import Site, article, everything_under, front_matter
from tests.support.site_links import Published

BASE_URL = "https://press.example/site/"

MARKUP = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>\"><svg/onload=alert(3)>'>"
    "<a href=javascript:alert(4)>x</a>"
)
SIGNS = (
    "]]> &lt;script&gt;alert(5)&lt;/script&gt; {{ 7*7 }} {% raw %} &#x3C;iframe&#x3E; "
    "</title></textarea></style> --> <!--"
)
SCHEMES = (
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "&#106;avascript:alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:https://a.example/1",
    "https://user:word@a.example/",
    'https://a.example/"onmouseover="alert(1)',
    "//evil.example/x",
    "/\\evil.example",
    "http://[::1",
    "https://a.example/<script>",
)
ACTIVE = {
    "script",
    "iframe",
    "object",
    "embed",
    "form",
    "input",
    "button",
    "base",
    "frame",
    "applet",
    "style",
}
SEARCHING = {"script", "form", "input", "button"}
"""What the page to search from may have: a form, and a script that is a file of the theme."""

ADDRESSES = ("href", "src", "srcset", "action", "formaction", "data", "poster", "xlink:href", "background")


@pytest.fixture
def guarded(tmp_path: Path) -> Site:
    """A site in a folder of its own, so that whatever leaves it is seen."""
    site = Site(tmp_path / "site", overrides={"site": {"base_url": BASE_URL}})
    site.record("_news/good.md", article("good"))
    return site


def build_harmless(site: Site) -> BuildReport:
    """Build, and hold that nothing was written beside the output and nothing in it can do harm."""
    around = site.folder.parent
    before = everything_under(around)
    report = site.build()
    ours = (f"{site.folder.name}/output", f"{site.folder.name}/cache")
    strangers = {path for path in everything_under(around) - before if not path.startswith(ours)}
    assert not strangers
    assert not any(file.is_symlink() for file in site.output.rglob("*"))
    published = Published(site.tree(), BASE_URL)
    assert "2024/05/01/the-good/index.html" in published.tree, "a faulty record stops no good one"
    for path, page in published.pages.items():
        assert_harmless(path, page)
        assert_harmless_to_another_parser(path, published.tree[path])
    for path, data in published.tree.items():
        if path.endswith((".rss", ".atom")):
            assert faults(data) == [], path
            assert_harmless_feed(path, data)
    assert published.dead() == []
    assert site.build().settled
    return report


def active_on(path: str) -> set[str]:
    """Return the elements that a page must not have."""
    return ACTIVE - SEARCHING if path in ("search/index.html", "404.html") else ACTIVE


def assert_harmless(path: str, root: Any) -> None:
    take_out_ours(root)
    for element in root.iter(lxml.etree.Element):
        assert element.tag not in active_on(path), f"{path}: <{element.tag}>"
        if element.tag == "script":
            assert element.get("src").startswith("/site/static/"), path
            assert not element.text, path
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on"), f"{path}: {name}={value!r}"
            assert name != "style", f"{path}: a style"
            if name in ADDRESSES:
                assert_harmless_address(path, value)
    for meta in root.xpath("//meta[@http-equiv]"):
        said = meta.get("content")
        if meta.get("http-equiv") == "refresh":
            assert said.startswith("0; url=/site/"), path
        else:
            assert POLICY.match(said), f"{path}: {said}"


POLICY = re.compile(
    r"default-src 'none'(?:; script-src 'self'(?: 'wasm-unsafe-eval')?; style-src 'self'; |\Z)"
)

OURS = (
    "/html/head/script[starts-with(@src, '/site/static/theme.')][not(text())]",
    "/html/head/script[@defer and starts-with(@src, '/site/static/script.')][not(text())]",
    "/html/body/header[@class='masthead']/button[@class='theme-toggle']",
    "//*[@class='tools']/button[@data-tool]",
    "/html/head/script[@type='application/ld+json'][1][not(contains(., '<')) and not(contains(., '&'))]",
)
"""The two scripts of every page, the switch that it serves, and what the page says of itself, which no browser runs."""

DESCRIPTION = re.compile(r'<script type="application/ld\+json">[^<>&]*</script>')


def take_out_ours(root: Any) -> None:
    for path in OURS:
        for element in root.xpath(path):
            element.drop_tree()


def assert_harmless_address(path: str, value: str) -> None:
    address = re.sub(r"[\x00-\x20]", "", value).lower()
    assert address.startswith(("https://", "http://", "/site/", "#", "mailto:")), f"{path}: {value!r}"
    assert "\\" not in address, f"{path}: {value!r}"
    assert "@" not in address.partition("//")[2].partition("/")[0], f"{path}: {value!r}"


class _Second(html.parser.HTMLParser):
    """Python's own parser takes some faulty markup in another way than libxml2."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def assert_harmless_to_another_parser(path: str, data: bytes) -> None:
    second = _Second()
    words = r'(?: data-[a-z]+="[\w ]+")*'
    scripts = rf'<script src="/site/static/(?:script|theme)\.[0-9a-f]+\.js"(?: defer{words})?></script>'
    page = re.sub(scripts, "", data.decode(), count=2)
    page = DESCRIPTION.sub("", page, count=1)
    page = re.sub(r'<button data-tool="\w+"(?: data-\w+="[\w ]+")?>', "", page)
    second.feed(re.sub(r'<button class="theme-toggle" type="button" title="[\w ]+">', "", page, count=1))
    assert not second.tags & active_on(path), path
    assert not [name for name in second.attributes if name.startswith("on")], path


def assert_harmless_feed(path: str, data: bytes) -> None:
    """What readers take for HTML: RSS has it in descriptions, Atom where the type says so (RFC 4287, section 3.1.1)."""
    for entry in parsed(data).entries:
        for link in (entry.link, *[each.href for each in entry.get("links", ())]):
            assert_harmless_address(path, link)
    for element in lxml.etree.fromstring(data).iter(lxml.etree.Element):
        name, text = lxml.etree.QName(element).localname, element.text or ""
        if (name in ("description", "encoded") or element.get("type") == "html") and text.strip():
            assert_harmless(path, lxml.html.fragment_fromstring(text, create_parent="div"))


# --- markup --------------------------------------------------------------------------------------------------------

TEXT_FIELDS: dict[str, Callable[[str], dict[str, object]]] = {
    "title": lambda text: {"title": text},
    "name": lambda text: {"title": None, "name": text},
    "excerpt": lambda text: {"excerpt": text},
    "category": lambda text: {"category": text},
    "type": lambda text: {"type": text},
    "topics": lambda text: {"topics": [text, "Clocks"]},
    "tags": lambda text: {"tags": [text]},
    "locale": lambda text: {"locale": text},
    "price": lambda text: {"price": text, "levels": [text], "length": text, "type": "course"},
    "ratings": lambda text: {"ratings": {"count": text, "average": text}},
    "provider.name": lambda text: {"provider": {"name": text, "domain": "paper.example"}},
    "provider.domain": lambda text: {"provider": {"name": "The Paper", "domain": text}},
    "provider.authors": lambda text: {
        "provider": {"name": "The Paper", "domain": "paper.example", "authors": [{"name": text, "url": text}]}
    },
    "images.title": lambda text: {
        "images": [{"url": "https://a.example/x.png", "title": text, "attribution": text, "width": text}]
    },
    "related.title": lambda text: {
        "related": [
            {"title": text, "excerpt": text, "webUrl": "https://b.example/x", "provider": {"name": text}}
        ]
    },
    "actions": lambda text: {
        "actions": [{"url": "https://a.example/x", "title": text, "type": text, "attribution": text}]
    },
    "featuredContent": lambda text: {"featuredContent": text, "type": "video"},
    "person": lambda text: {
        "type": "profile",
        "bio": text,
        "location": text,
        "affiliation": {"name": text, "domain": text},
        "twitter": {"username": text},
    },
    "dates": lambda text: {"publishedDateTime": text, "updatedDateTime": text},
    "numbers": lambda text: {
        "quality": text,
        "heat": text,
        "members": text,
        "published": text,
        "draft": text,
    },
    "items": lambda text: {"type": "collection", "items": [text, "../../../etc/passwd"]},
    "a field that nobody knows": lambda text: {text[:40]: text},
}


@pytest.mark.parametrize("field", TEXT_FIELDS)
def test_markup_in_a_field_stays_text(field: str, guarded: Site) -> None:
    guarded.record("_news/markup.md", article("markup", **TEXT_FIELDS[field](MARKUP)))
    guarded.record("_news/signs.md", article("signs", **TEXT_FIELDS[field](SIGNS)))
    build_harmless(guarded)


def test_a_title_that_holds_template_syntax_is_shown_as_it_is(guarded: Site) -> None:
    guarded.record("_news/bad.md", article("bad", title="{{ 7*7 }} {% if x %} ${7*7} {{ site.title }}"))
    build_harmless(guarded)
    assert b'<h1 class="p-name">{{ 7*7 }} {% if x %} ${7*7} {{ site.title }}</h1>' in b"".join(
        guarded.tree().values()
    )


def test_an_end_of_cdata_does_not_end_a_feed(guarded: Site) -> None:
    text = "A ]]> B <![CDATA[ C"
    guarded.record("_news/bad.md", article("bad", title=text, excerpt=text), body=f"<p>{text}</p>")
    build_harmless(guarded)
    for ending in ("rss", "atom"):
        titles = [entry.title for entry in parsed(guarded.tree()[f"feed.{ending}"]).entries]
        assert any("A ]]" in title and title.endswith("C") for title in titles)


BODIES = {
    "script": "<p>a</p><script>alert(1)</script><SCRIPT SRC=//evil.example/x></SCRIPT>",
    "handlers": '<p onclick="alert(1)" ONMOUSEOVER=alert(2)>a</p><img src="https://a.example/x" onerror=alert(3)>',
    "svg": "<svg><script>alert(1)</script><animate onbegin=alert(2) attributeName=x /></svg>"
    '<math><mi xlink:href="javascript:alert(3)">',
    "links": '<a href="javascript:alert(1)">a</a><a href=" jav&#x09;ascript:alert(2)">b</a>'
    '<area href="data:text/html,x">',
    "styles": '<style>@import "//evil.example";body{display:none}</style>'
    '<p style="background:url(javascript:alert(1))">a</p>',
    "frames": '<iframe src="https://evil.example"></iframe><object data="x"></object><embed src="x">'
    '<base href="//evil.example">',
    "forms": '<form action="https://evil.example"><input name=a>'
    '<button formaction="javascript:alert(1)">b</button></form>',
    "meta": '<meta http-equiv="refresh" content="0;url=https://evil.example"><link rel=stylesheet href=//evil.example>',
    "noscript": '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "mutation": '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "template": "<template><script>alert(1)</script></template><p>a</p>",
    "comment": "<!--[if IE]><script>alert(1)</script><![endif]--><p>a</p><!--><script>alert(2)</script>-->",
    "closing": "</div></article></main></body></html><script>alert(1)</script>",
    "markdown": "[a](javascript:alert(1)) ![b](data:text/html,x) <script>alert(2)</script> "
    '<https://a.example/"onclick=alert(3)>',
    "markdown references": '[a][1] ![b][2]\n\n[1]: javascript:alert(1) "onmouseover=alert(2)"\n'
    '[2]: x" onerror="alert(3)\n',
    "a newsletter": "<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head>"
    "<body onload=alert(1)><p>a</p></body></html>",
    "srcset": '<img srcset="javascript:alert(1) 1x, data:x 2x" src="https://a.example/x">'
    '<picture><source srcset="javascript:x"></picture>',
    "deep": "<div>" * 5000 + "a" + "</div>" * 5000,
    "deep markdown": ">" * 3000 + " a\n" + "- " * 500,
    "brackets": "[" * 20000 + "](" * 2000,
    "stars": "*a_" * 5000,
}


@pytest.mark.parametrize("name", BODIES)
def test_a_hostile_body_is_cleaned(name: str, guarded: Site) -> None:
    for path in ("_news/a.html", "_news/b.md", "_newsletters/c.html"):
        guarded.record(path, article(Path(path).stem), body=BODIES[name])
    report = build_harmless(guarded)
    assert report.counts.items == 4


# --- addresses -----------------------------------------------------------------------------------------------------

ADDRESS_FIELDS: dict[str, Callable[[str], dict[str, object]]] = {
    "originalUrl": lambda url: {"originalUrl": url, "webUrl": url, "ampWebUrl": url, "cdnAmpWebUrl": url},
    "images": lambda url: {"images": [{"url": url, "width": 100, "height": 100}]},
    "logo": lambda url: {"provider": {"name": "P", "domain": "paper.example", "images": [{"url": url}]}},
    "related": lambda url: {"related": [{"title": "R", "webUrl": url, "images": [{"url": url}]}]},
    "actions": lambda url: {"actions": [{"url": url, "title": "Get"}]},
    "website": lambda url: {"type": "profile", "website": url, "twitter": {"url": url}, "linkedin": url},
    "featuredContent": lambda url: {"type": "video", "featuredContent": f'<iframe src="{url}"></iframe>'},
    "affiliation": lambda url: {"type": "profile", "affiliation": {"name": "A", "images": [{"url": url}]}},
}


@pytest.mark.parametrize("field", ADDRESS_FIELDS)
def test_a_hostile_address_is_not_linked(field: str, guarded: Site) -> None:
    for number, url in enumerate(SCHEMES):
        fields = article(f"bad-{number}", **ADDRESS_FIELDS[field](url))
        guarded.record(f"_news/bad-{number}.md", fields)
    guarded.record("_news/all.md", article("all"), body="".join(f'<a href="{url}">x</a>' for url in SCHEMES))
    build_harmless(guarded)
    everything = b"".join(guarded.tree().values())
    assert b"user:word" not in everything


# --- paths ---------------------------------------------------------------------------------------------------------

PATHS = (
    "../../escape",
    "..",
    ".",
    "/",
    "/etc/passwd",
    "..\\..\\escape",
    "C:\\Windows",
    "a/../../b",
    "%2e%2e%2f%2e%2e%2fescape",
    "\u2025/\u2024\u2024/escape",
    "\uff0e\uff0e\uff0fescape",
    "con",
    "NUL.txt",
    "index.html",
    "feed.rss",
    "page",
    "undated",
    "index",
    "feed",
    "1",
    "01",
    "static",
    "assets",
    "404",
    "sitemap",
    ".git",
    ".broadsheet",
    "~root",
    "x" * 5000,
    "Ж" * 300,
    "a\x00b",
    "\u202egpj.exe",
    " ",
    "-",
    '<>:"|?*',
)


@pytest.mark.parametrize(
    "field",
    ["title", "topics", "provider.name", "provider.domain", "type", "kind folder", "images", "topic file"],
)
def test_a_name_cannot_lead_out_of_its_folder(field: str, guarded: Site) -> None:
    for number, name in enumerate(PATHS):
        hostile: dict[str, dict[str, object]] = {
            "title": {"title": name},
            "topics": {"topics": [name]},
            "provider.name": {"provider": {"name": name, "domain": "tube.example"}},
            "provider.domain": {"provider": {"name": "P", "domain": name}},
            "type": {"type": name, "publishedDateTime": None},
            "kind folder": {"publishedDateTime": None, "title": name, "type": "course"},
            "images": {"images": [{"url": f"/{name}"}, {"url": f"/assets/{name}"}, {"url": name}]},
        }
        if field == "topic file":
            guarded.write(f"_data/topics/{number}.yaml", front_matter({"name": name, "parent": name}))
            guarded.write(f"_data/organizations/{number}.md", front_matter({"name": name, "domain": name}))
        else:
            guarded.record(f"_news/bad-{number}.md", article(f"bad-{number}", **hostile[field]))
    guarded.write("site.toml", "[lists]\npage_size = 1\n")
    (guarded.folder.parent / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\nsecret")
    build_harmless(guarded)
    for path in guarded.tree():
        assert ".." not in path.split("/")
        assert all(len(part.encode()) <= 255 for part in path.split("/"))
        assert not re.search(r'[\x00-\x1f\\:*?"<>|]', path), path
        assert not re.match(r"(con|nul|aux|prn)(\.|$)", path.rpartition("/")[2]), path


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.png",
        "/assets/../../secret.png",
        "/assets/link.png",
        "/assets/%2e%2e/%2e%2e/secret.png",
        "/site.toml",
    ],
)
def test_a_picture_is_taken_from_the_content_folder_and_is_a_picture(path: str, guarded: Site) -> None:
    secret = guarded.folder / "secret.png"
    secret.write_bytes(b"\x89PNG\r\n\x1a\nsecret")
    guarded.write("site.toml", '[site]\nauthor = "secret"\n')
    (guarded.content / "assets").mkdir()
    (guarded.content / "assets" / "link.png").symlink_to(secret)
    guarded.record("_news/bad.md", article("bad", images=[{"url": path}]))
    report = build_harmless(guarded)
    assert any("bad.md" in problem.path and "images" in problem.field for problem in report.problems)
    assert not [name for name, data in guarded.tree().items() if b"\nsecret" in data]


@pytest.mark.parametrize(
    "name",
    ["a\nb.md", "a'\"<b>.md", "-rf.md", "%2e.md", "x..md", "ü.md", "a b.md", "con.md", "x" * 240 + ".md"],
)
def test_the_name_of_a_file_shapes_nothing(name: str, guarded: Site) -> None:
    guarded.record(f"_news/{name}", article("odd"))
    build_harmless(guarded)
    assert "2024/05/01/the-odd/index.html" in guarded.tree()


def test_a_name_that_is_not_composed_is_read(guarded: Site) -> None:
    """As macOS wrote file names for long: the letter, then its mark."""
    guarded.record("_news/u\u0308ber.md", article("odd"))
    build_harmless(guarded)
    assert "2024/05/01/the-odd/index.html" in guarded.tree()
    guarded.record("_news/u\u0308ber.md", article("new"))
    guarded.build()
    assert "2024/05/01/the-new/index.html" in guarded.tree()


def test_links_that_leave_the_content_folder_are_named_and_not_followed(guarded: Site) -> None:
    outside = guarded.folder.parent / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text(front_matter(article("secret")), "utf-8")
    (guarded.content / "_news" / "link.md").symlink_to(outside / "secret.md")
    (guarded.content / "_more").symlink_to(outside)
    (guarded.content / "_news" / "loop").symlink_to(guarded.content)
    (guarded.content / "_news" / "nowhere.md").symlink_to(guarded.folder / "nowhere.md")
    report = build_harmless(guarded)
    assert {problem.path for problem in report.problems} == {"_more", "_news/link.md", "_news/nowhere.md"}
    assert not [path for path, data in guarded.tree().items() if b"secret" in data]


# --- YAML and bytes ------------------------------------------------------------------------------------------------


def head(*lines: str) -> str:
    return "---\ntitle: Bad\n" + "\n".join(lines) + "\n---\n"


def bomb(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, levels)]
    return head(*lines, f"tags: *a{levels - 1}")


REFUSED: dict[str, str | bytes] = {
    "an alias bomb": bomb(9),
    "an alias of itself": head("tags: &a [*a]"),
    "deep lists": head("tags: " + "[" * 5000 + "]" * 5000),
    "deep mappings": head(*[" " * n + f"k{n}:" for n in range(3000)]),
    "deep lists, never closed": head("tags: " + "[" * 100_000),
    "many values": head("tags: [" + "x, " * 100_000 + "x]"),
    "a Python object": head("tags: !!python/object/apply:os.system ['touch escaped']", "title: ["),
    "a tab": head("tags:\n\t- x"),
    "an open quote": head('excerpt: "never closed'),
    "a list": "---\n- title\n---\n",
    "text": "Just text.\n",
    "nothing": "",
    "only dashes": "---\n---\n",
    "zeros": b"\0" * 4096,
    "noise": bytes(range(256)) * 64,
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\xff" * 1000,
    "too large": b"---\ntitle: Bad\n---\n" + b"x" * 50_000_000,
    "a long head": head("excerpt: " + "x" * 2_000_000),
    "a number for a title": "---\ntitle: [1, 2]\n---\n",
    "a mapping for a title": "---\ntitle: {a: b}\n---\n",
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_a_record_is_named_and_stops_nothing(name: str, guarded: Site) -> None:
    guarded.write("_news/bad.md", REFUSED[name])
    report = build_harmless(guarded)
    faulty = [problem for problem in report.problems if problem.severity == "error"]
    assert {problem.path for problem in faulty} == {"_news/bad.md"}
    assert all(problem.message and problem.hint for problem in faulty)
    assert report.left_out == (("_news/bad.md", "faulty"),)
    assert not (Path.cwd() / "escaped").exists()


BUILT: dict[str, str | bytes] = {
    "control characters": b'---\ntitle: "B\x97a\x00d\x1b[31m \xc2\x85"\nexcerpt: "\x0c\x7f"\n---\n',
    "Windows-1252": "---\ntitle: Bäd – no\n---\n".encode("cp1252"),
    "UTF-16": "---\ntitle: Bad\n---\n".encode("utf-16"),
    "a byte order mark": "\ufeff---\ntitle: Bad\n---\n".encode(),
    "CRLF": b"---\r\ntitle: Bad\r\n---\r\nx\r\n",
    "no closing line": "---\ntitle: Bad\n",
    "a truth for a title": "---\ntitle: NO\ntags: [on, 1:30, 2021-12-15, 0x1F, ~]\n---\n",
    "lone surrogates": b'---\ntitle: "B\xed\xa0\x80ad"\n---\n',
    "escapes": '---\ntitle: "B\\0a\\x1b\\uFFFEd"\n---\n',
    "characters beyond the first plane": '---\ntitle: "Bad \U0001f41d \U000e0041 \ufdd0"\n---\n'.encode(),
    "text that turns": '---\ntitle: "Bad \u202e\u2066 dab"\ntopics: ["\u202eabc"]\n---\n'.encode(),
    "a long title": f"---\ntitle: {'Bad ' * 20_000}\n---\n",
    "a long word": f"---\ntitle: {'B' * 100_000}\ntopics: [{'T' * 10_000}]\n---\n",
    "numbers without end": f"---\ntitle: Bad\nquality: {'9' * 10_000}\nheat: 1e999\nmembers: .inf\nprice: .nan\n---\n",
    "images without end": "---\ntitle: Bad\nimages:\n"
    + "  - url: https://a.example/x.png\n" * 3000
    + "---\n",
    "sizes that are none": "---\ntitle: Bad\n"
    "images: [{url: https://a.example/x, width: -1, height: 99999999999}]\n---\n",
    "wrong types all over": "---\ntitle: Bad\ntopics: {a: b}\ntags: 7\nprovider: [1]\nimages: x\n"
    "related: y\nratings: 3\nactions: {}\n---\n",
    "dates out of range": '---\ntitle: Bad\npublishedDateTime: "0000-00-00T99:99:99Z"\n'
    "updatedDateTime: 99999-01-01\n---\n",
    "a Python tag": "---\ntitle: Bad\ntags: !!python/object/apply:os.system ['touch escaped']\n---\n",
}


@pytest.mark.parametrize("name", BUILT)
def test_a_record_that_can_be_mended_or_read_in_part_is_built(name: str, guarded: Site) -> None:
    guarded.write("_news/bad.md", BUILT[name])
    report = build_harmless(guarded)
    assert report.counts.items == 2, report.problems
    assert not (Path.cwd() / "escaped").exists()
    for path, data in guarded.tree().items():
        if not path.startswith("search/pagefind/") and not path.endswith((".png", ".ico")):  # compressed
            assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", data), path


def test_settings_are_text_too(guarded: Site) -> None:
    guarded.write(
        "site.toml",
        "[site]\ntitle = '<script>alert(1)</script>'\ndescription = '\"><img src=x onerror=alert(2)>'\n"
        "author = ']]></name><script/>'\n",
    )
    build_harmless(guarded)


def test_secured_of_any_shape_reaches_no_file(guarded: Site) -> None:
    values = {
        "usual.md": 'secured: "aHVzaCBodXNoLCBub2JvZHkgbXVzdCBrbm93IQ==;AAECAwQFBgcICQoLDA0ODw=="',
        "upper.md": "SECURED: hush-hush-nobody-must-know-one",
        "block.md": "secured: |\n  hush-hush-nobody-must-know-two\n  and more",
        "nested.md": "provider:\n  name: P\n  domain: p.example\n  secured: hush-hush-nobody-must-know-three",
        "list.md": "related:\n  - title: R\n    webUrl: https://a.example/r\n"
        "    secured: hush-hush-nobody-must-know-four",
        "flow.md": "provider: {name: P, domain: p.example, 'secured': hush-hush-nobody-must-know-five}",
    }
    for name, line in values.items():
        guarded.write(f"_news/{name}", f"---\ntitle: {name}\n{line}\n---\nx\n")
    build_harmless(guarded)
    everywhere = list(guarded.tree().items())
    everywhere += [(file.name, file.read_bytes()) for file in guarded.cache.rglob("*") if file.is_file()]
    leaks = [path for path, data in everywhere if re.search(rb"hush-hush|aHVzaCBodXNo|AAECAwQF", data)]
    assert [path for path in leaks if not path.endswith(".store")] == []
    assert len(guarded.tree()) > 20


def test_a_host_that_serves_the_site_meets_no_double_meaning(guarded: Site) -> None:
    """Paths hold nothing that a host would decode into something else."""
    for number, name in enumerate(PATHS):
        guarded.record(f"_news/{number}.md", article(f"n{number}", title=name, topics=[name]))
    build_harmless(guarded)
    for path in guarded.tree():
        assert unquote(path) == path
        assert os.path.normpath(path) == path


# --- any markup, in every field at once ----------------------------------------------------------------------------

ROUNDS = int(os.environ.get("BROADSHEET_ROUNDS", "1"))
SITES = range(min(ROUNDS, 24))
RECORDS = 255 if ROUNDS > 1 else 30
"""Records of each site. ``BROADSHEET_ROUNDS=24`` builds 24 sites of 255 records."""

TAGS = re.findall(
    r"\S+",
    """
    a b p i div span h1 h2 ul ol li dl dt dd table tr td th tbody caption pre code blockquote img br hr script style
    title textarea svg math iframe object embed form input select option details summary figure video audio source
    template noscript xmp plaintext ruby rt frameset body html head base meta link x x-y mglyph
    """,
)
SINGLE = "<>&\"'`*_#[](){}|\\!~^=-+:;,.%$@/?\n\t\x00\x07\x1b\u200b\u202e\u2028\ufeff\ufffe\U0001f600字אé"
PIECES = (
    *SCHEMES, *SINGLE, MARKUP, SIGNS, "<!--", "-->", "<![CDATA[", "]]>", "<?xml ?>", "<!DOCTYPE html>", "&nbsp",
    "&#0;", "&#x110000;", "&amp;lt;b&amp;gt;", "\n\n", "\n- ", "\n> ", "\n# ", "\n    ", "\n```\n", "\n|a|b|\n|-|-|\n",
    "\n---\n", "[a](b)", "![a](b)", "[^1]", "[^1]: ", "{{ 7*7 }}", "{% raw %}", "{: #id .class onclick=x }",
    "â€™", "\u0316\u0300", "</p></div></article>", "QUJD;==", "a word ",
)  # fmt: skip
QUOTES = ('"{}"', "'{}'", "{}", '"{}', "`{}`")
NAMES = [
    "href",
    "src",
    "onclick",
    "style",
    "id",
    "name",
    "class",
    "srcset",
    "title",
    "xlink:href",
    "data",
    "</p>",
]


def any_markup(chance: random.Random, most: int = 12) -> str:
    return "".join(
        [
            any_tag(chance) if chance.random() < 0.4 else chance.choice(PIECES)
            for _ in range(chance.randrange(most))
        ]
    )


def any_tag(chance: random.Random) -> str:
    tag = chance.choice(TAGS)
    if chance.random() < 0.4:
        return f"</{tag}>"
    given = [
        f"{chance.choice(NAMES)}={chance.choice(QUOTES).format(chance.choice(PIECES))}"
        for _ in range(chance.randrange(3))
    ]
    return f"<{' '.join([tag, *given])}{chance.choice(('>', '>', '/>', ''))}"


def any_record(chance: random.Random, number: int) -> dict[str, object]:
    """Return the fields of a record that is valid: it has a title and a URL of its own."""
    fields: dict[str, object] = {}
    for name in chance.sample(
        sorted(TEXT_FIELDS.keys() - {"title", "name"}), chance.randrange(len(TEXT_FIELDS) - 1)
    ):
        fields |= TEXT_FIELDS[name](any_markup(chance))
    url = f"https://paper.example/{number}?x={any_markup(chance, 4)}"
    return article(f"r{number}", **fields | {"title": f"Words {any_markup(chance)}", "originalUrl": url})


@pytest.mark.slow
@pytest.mark.parametrize("seed", SITES)
def test_any_markup_in_every_field_is_harmless_and_stops_nothing(seed: int, guarded: Site) -> None:
    chance = random.Random(f"records {seed}")
    for number in range(RECORDS):
        folder = chance.choice(("_news", "_newsletters", "_learning/videos"))
        guarded.record(
            f"{folder}/{number}.{chance.choice(('md', 'html', 'txt'))}",
            any_record(chance, number),
            any_markup(chance, 60),
        )
    started = time.process_time()
    report = build_harmless(guarded)
    assert time.process_time() - started < RECORDS
    assert report.counts.items == RECORDS + 1
