"""Pages and files of the owner, from the content folder to the output folder."""

from pathlib import Path

import pytest

from generator.base.errors import PlanConflictError
from generator.base.progress import Progress
from generator.base.storage.scratch_dir import ScratchDir
from generator.commands.check_site import check_site
from generator.pipeline.context import load_context
from generator.pipeline.site import plan_site
from generator.pipeline.state import BuildState
from generator.plan.search import search_entries
from tests.support.site_kit import Site, png

OWN: dict[str, object] = {"title": "About us", "menu": "Who", "description": "Who we are."}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    fields = {"title": "Bees", "originalUrl": "https://a.example/1", "publishedDateTime": "2026-01-01"}
    site.record("_news/a.md", {**fields, "topics": ["Nature"]}, "[About](/about/), [plan](/files/plan.pdf)\n")
    site.record("pages/about.md", OWN, "[Bees](../_news/a.md) ![](me.png) [plan](/files/plan.pdf)\n")
    site.write("pages/me.png", png(1, 2, 3))
    site.write("static/files/plan.pdf", b"%PDF\x00\xff")
    site.write("static/.well-known/check", "ok")
    return site


def test_a_page_has_its_links_and_images(site: Site) -> None:
    report = site.build(overrides={"site": {"base_url": "https://x.example/sub/"}})
    assert report.problems == ()
    text = site.tree()["about/index.html"].decode()
    assert '<a href="/sub/2026/01/01/bees/">Bees</a>' in text
    assert '<a href="/sub/files/plan.pdf">plan</a>' in text
    assert '<source type="image/webp" srcset="/sub/pictures/' in text
    assert '<meta name="description" property="og:description" content="Who we are.">' in text
    item = site.tree()["2026/01/01/bees/index.html"].decode()
    assert '<a href="/sub/about/" rel="noopener">About</a>' in item
    assert '<a href="/sub/about/">Who</a>' in item
    assert '<a href="/sub/files/plan.pdf" rel="noopener">plan</a>' in item


def test_pages_are_in_the_sitemap_and_in_no_list_or_feed(site: Site) -> None:
    site.build()
    tree = site.tree()
    assert b"/about/" in tree["sitemap-lists.xml"]
    naming = [path for path, data in tree.items() if path.endswith((".rss", ".json")) and b"About us" in data]
    assert naming == []
    assert all(b"<h3" not in tree[path] or b"About us</a>" not in tree[path] for path in ("index.html",))


def test_a_file_is_published_byte_for_byte_and_disappears_with_its_source(site: Site) -> None:
    site.build()
    assert site.tree()["files/plan.pdf"] == b"%PDF\x00\xff"
    assert site.tree()[".well-known/check"] == b"ok"
    site.write("static/files/plan.pdf", b"%PDF\x00\xfe")
    assert site.explained() == {"files/plan.pdf": ("write", "view changed")}
    (site.content / "static/files/plan.pdf").unlink()
    site.build()
    assert "files/plan.pdf" not in site.tree()
    assert b"<p>About, plan</p>" not in site.tree()["2026/01/01/bees/index.html"]
    assert site.tree() == site.clean()


def test_nothing_is_written_twice(site: Site) -> None:
    site.build()
    report = site.build()
    assert (report.counts.written, report.settled) == (0, True)
    site.write("static/CNAME", "x.example\n")
    assert site.explained() == {"CNAME": ("write", "new")}


def test_a_page_changes_alone_unless_its_menu_does(site: Site) -> None:
    site.build()
    site.record("pages/about.md", {**OWN, "title": "About them"})
    written = site.explained()
    assert "about/index.html" in written
    assert not any(path.endswith(".html") for path in written if path != "about/index.html")
    site.record("pages/about.md", {**OWN, "menu": "Us"})
    assert "topics/nature/index.html" in site.explained()
    assert site.tree() == site.clean()


@pytest.mark.parametrize("path", ["index.html", "about/index.html", "feed.rss", "2026/01/01/bees/index.html"])
def test_a_file_never_replaces_a_page_or_a_feed(site: Site, path: str) -> None:
    site.write(f"static/{path}", "mine")
    with pytest.raises(PlanConflictError, match="two outputs have the path") as error:
        site.build()
    assert f"static/{path}" in str(error.value)


@pytest.mark.parametrize("path", ["robots.txt", "favicon.ico", ".well-known/security.txt"])
def test_a_file_may_replace_a_text_file_or_an_icon(site: Site, path: str) -> None:
    site.write(f"static/{path}", "mine")
    contact = {"contact": ["mailto:a@a.example"], "expires": "2027-06-30T00:00:00Z"}
    site.build(overrides={"security": contact})
    assert site.tree()[path] == b"mine"


def test_a_template_that_does_not_exist_is_reported(site: Site) -> None:
    site.record("pages/b.md", {"title": "B", "template": "pagee"})
    (problem,) = site.build().problems
    assert (problem.path, problem.hint) == ("pages/b.md", "Did you mean pages/page.html?")
    assert "b/index.html" in site.tree()


def test_a_page_may_have_a_template_of_its_own(site: Site) -> None:
    templates = site.own_templates()
    (templates / "pages/landing.html").write_text("<p>{{ page.heading }}</p>", "utf-8")
    site.record("pages/b.md", {"title": "B", "template": "landing"})
    site.build()
    assert site.tree()["b/index.html"] == b"<p>B</p>\n"


def test_drafts_are_built_on_demand(site: Site) -> None:
    site.record("pages/b.md", {"title": "B", "draft": True})
    site.build()
    assert "b/index.html" not in site.tree()
    site.build(overrides={"content": {"drafts": True}})
    assert "b/index.html" in site.tree()


def test_forms_and_media_of_the_site_get_the_base_path(site: Site) -> None:
    html = '<form action="/search/"><input name="q"></form><video class="x" src="/v.mp4"></video>'
    site.record("pages/b.html", {"title": "B"}, html)
    site.build(overrides={"site": {"base_url": "https://x.example/sub/"}})
    text = site.tree()["b/index.html"].decode()
    assert '<form action="/sub/search/">' in text
    assert '<video class="x" src="/sub/v.mp4">' in text


def test_a_broken_link_of_a_page_is_reported(site: Site) -> None:
    site.record("pages/b.md", {"title": "B"}, "[a](/none/)")
    (problem,) = site.build().problems
    assert (problem.path, problem.field) == ("pages/b.md", "body")


def test_unknown_fields_of_a_page_are_listed(site: Site) -> None:
    site.record("pages/b.md", {"title": "B", "excerpt": "x"})
    assert [each.name for each in site.build().unknown] == ["excerpt"]


def test_the_search_index_has_pages(site: Site) -> None:
    context = load_context(site.options())
    with ScratchDir() as scratch:
        plan = plan_site(context, BuildState(context), scratch, Progress()).plan
    (entry,) = search_entries(plan.context, plan.search[-1])
    assert (entry.result.title, entry.result.url) == ("About us", "/about/")
    assert "Bees" in entry.result.content
    assert entry.filters == ()


def test_a_site_with_comments_a_form_statistics_and_a_font_is_allowed_what_it_needs(site: Site) -> None:
    templates = site.own_templates()
    head = templates / "partials/head.html"
    script = '<script src="https://stats.example/count.js" async></script>\n'
    head.write_text(head.read_text("utf-8") + script, "utf-8")
    (templates / "static/fonts.css").write_text(
        "@font-face {font-family: Own; src: url(/fonts/own.woff2)}", "utf-8"
    )
    site.write("static/fonts/own.woff2", b"wOF2")
    site.record(
        "pages/join.md",
        {"title": "Join", "description": "Our letter."},
        '<form action="https://letters.example/join"><input name="e"></form>\n\n<iframe src="https://map.example/"></iframe>\n',
    )
    base = {"site": {"base_url": "https://radar.example/"}}
    site.build(overrides=base)
    found = [each for each in check_site(site.output).problems if "policy" in each.message]
    assert {each.path for each in found} >= {"index.html", "join/index.html"}
    assert 'add "https://letters.example" to security.form_action' in " ".join(each.hint for each in found)
    allowed = {
        "script_src": ["https://stats.example"],
        "form_action": ["https://letters.example"],
        "frame_src": ["https://map.example"],
    }
    site.build(overrides={**base, "security": allowed})
    assert check_site(site.output).problems == ()
    assert b"font-src 'self'" in site.tree()["index.html"]
    assert site.tree() == site.clean(overrides={**base, "security": allowed})
