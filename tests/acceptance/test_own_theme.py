"""A theme of one's own extends the shipped one, and incremental builds follow all that it uses."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.base.errors import TemplateError
from tests.support.site_kit import TEMPLATES, Site, article

OWN = {
    "base.html": (
        '{% extends "shipped/base.html" %}'
        '{% block head_extra %}<link rel="preload" href="{{ asset("hero.webp") }}">{% endblock %}'
        "{% block before_content %}<p>Before {{ page.heading }}</p>{% endblock %}"
        "{% block end %}<p>{{ site.custom.closing }}</p>{% endblock %}"
    ),
    "pages/item.html": (
        '{% extends "shipped/pages/item.html" %}'
        '{% block after_article %}<img src="{{ asset("badge.svg") }}" alt="">{% endblock %}'
    ),
    "pages/topic.html": (
        '{% extends "shipped/pages/topic.html" %}{% block after_list %}<p>After list</p>{% endblock %}'
    ),
    "partials/footer.html": '{% include "shipped/partials/footer.html" %}<p>And mine</p>',
    "static/badge.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "static/own.css": "h1 {background: url(badge.svg)}\nh2 {background: url(/hero.webp)}\n",
}
SETTINGS = """[site]
base_url = "https://a.example/radar/"
[site.custom]
closing = "Bye"
[theme]
templates = "mine"
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    site.write("site.toml", SETTINGS)
    site.write("static/hero.webp", b"RIFF")
    site.record("a.md", article("door"))
    site.record("b.md", article("window"))
    for path, text in OWN.items():
        file = tmp_path / "mine" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return site


def page(site: Site, path: str) -> str:
    return (site.output / path / "index.html").read_text("utf-8")


def test_blocks_assets_and_values_are_on_the_pages(site: Site) -> None:
    assert site.build().problems == ()
    item = page(site, "2024/05/01/the-door")
    assert '<link rel="preload" href="/radar/hero.webp">\n</head>' in item.replace("></head>", ">\n</head>")
    assert "<p>Before The door</p><div" in item.replace("\n", "")
    (badge,) = (site.output / "static").glob("badge.*.svg")
    assert f'</article><img src="/radar/static/{badge.name}" alt="">' in item.replace("\n", "")
    assert "<p>And mine</p><p>Bye</p></body>" in item.replace("\n", "")
    assert 'class="footer' in item, "the shipped footer is included"
    topic = page(site, "topics/clocks")
    assert "<p>After list</p>" in topic
    (style,) = (site.output / "static").glob("own.*.css")
    assert (
        style.read_text() == f"h1 {{background: url({badge.name})}}\nh2 {{background: url(../hero.webp)}}\n"
    )
    assert f"/radar/static/{style.name}" in item


def _rewrite(path: str, old: str, new: str) -> Callable[[Site], None]:
    def change(site: Site) -> None:
        file = site.folder / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    return change


def _add(path: str, data: bytes) -> Callable[[Site], None]:
    def add(site: Site) -> None:
        site.write(path, data)

    return add


CHANGES = {
    "a block": _rewrite("mine/pages/item.html", "<img", "<br><img"),
    "the base": _rewrite("mine/base.html", "Before", "Ahead of"),
    "a value": _rewrite("content/site.toml", '"Bye"', '"Farewell"'),
    "another value": _rewrite("content/site.toml", "[theme]", "[site.custom.deep]\nx = 1\n[theme]"),
    "an asset of the theme": _rewrite("mine/static/badge.svg", "/>", "> </svg>"),
    "a style sheet": _rewrite("mine/static/own.css", "h1", "h3"),
    "an asset of the content": _add("content/static/hero.webp", b"RIFF2"),
    "a file that nothing names": _add("content/static/more.pdf", b"%PDF"),
    "a style sheet of the theme": _add("../mine/static/z.css", b"p {background: url(own.css)}"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_an_incremental_build_sees_every_change(site: Site, change: Callable[[Site], None]) -> None:
    site.build()
    change(site)
    site.build()
    assert site.tree() == site.clean()
    assert site.build().counts.written == 0


def test_a_shipped_template_that_changes_reaches_the_page_that_extends_it(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An update of Broadsheet is a change like any other."""
    shipped = site.folder / "shipped-theme"
    shutil.copytree(TEMPLATES, shipped)
    monkeypatch.setattr("generator.pipeline.context.shipped_theme", lambda: shipped)
    site.build()
    _rewrite("shipped-theme/pages/item.html", "<article", "<article data-new")(site)
    written = site.explained()
    assert written.keys() == {f"2024/05/01/the-{name}/index.html" for name in ("door", "window")}
    assert "<article data-new" in page(site, "2024/05/01/the-door")


def test_a_file_that_nothing_names_costs_no_page(site: Site) -> None:
    site.build()
    site.write("static/more.pdf", b"%PDF")
    assert site.explained() == {"more.pdf": ("write", "new")}


def test_a_missing_asset_is_an_error_with_the_nearest_name(site: Site) -> None:
    _rewrite("mine/base.html", "hero.webp", "heroo.webp")(site)
    with pytest.raises(TemplateError, match=r"base\.html:1: asset\('heroo\.webp'\): no such file") as caught:
        site.build()
    assert caught.value.hint == "Did you mean 'hero.webp'?"


def test_a_missing_value_is_an_error_with_the_nearest_name(site: Site) -> None:
    _rewrite("mine/base.html", "custom.closing", "custom.closin")(site)
    with pytest.raises(TemplateError, match=r"base\.html:1: .* has no attribute 'closin'") as caught:
        site.build()
    assert caught.value.hint == "Did you mean 'closing'?"


def test_a_template_that_extends_itself_is_told_about_the_shipped_one(site: Site) -> None:
    _rewrite("mine/pages/item.html", "shipped/", "")(site)
    with pytest.raises(TemplateError, match=r"without end: pages/item\.html → pages/item\.html") as caught:
        site.build()
    assert '"shipped/pages/item.html"' in caught.value.hint
