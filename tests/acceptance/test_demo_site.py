"""The demo, built."""

import re

from tests.acceptance.conftest import Built
from tests.support.site_kit import nameless


def test_the_demo_builds_without_an_error(demo: Built) -> None:
    assert [problem for problem in demo.report.problems if problem.severity == "error"] == []
    assert "faulty" not in dict(demo.report.counts.left_out)


def test_the_first_build_of_the_demo_has_no_warning(demo: Built) -> None:
    assert [problem for problem in demo.report.problems if problem.severity != "repaired"] == []


def test_cards_do_not_repeat_the_topic_of_their_page(demo: Built) -> None:
    pages = {path: page for path, page in demo.tree.items() if re.fullmatch(r"topics/[^/]+/index.html", path)}
    others = 0
    for path, page in pages.items():
        named = re.findall(r'<a class="p-category" href="([^"]+)">', page.decode())
        assert not [url for url in named if url.endswith(f"/{path.removesuffix('index.html')}")]
        others += len(named)
    assert len(pages) > 5
    assert others > 20


def test_it_shows_every_kind(demo: Built) -> None:
    kinds = ("article", "video", "course", "download", "collection", "forum", "profile", "newsletter")
    for kind in kinds:
        assert demo.published.pages[f"{kind}/index.html"].xpath("//article//h2/a"), kind


def test_every_picture_of_its_items_is_published(demo: Built) -> None:
    assets = demo.site.content / "assets"
    there = {file for file in assets.rglob("*") if file.is_file() and file.parent.name != "organizations"}
    made = {nameless(path) for path in demo.tree if path.startswith("pictures/")}
    assert {file for file in there if f"pictures/{file.stem}-content-320.webp" not in made} == set()
    assert not [path for path in demo.tree if path.startswith("assets/")]
