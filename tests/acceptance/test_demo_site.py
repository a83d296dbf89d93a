"""The demo, built."""

from tests.acceptance.conftest import Built


def test_the_demo_builds_without_an_error(demo: Built) -> None:
    assert [problem for problem in demo.report.problems if problem.severity == "error"] == []
    assert "faulty" not in dict(demo.report.counts.left_out)


def test_it_shows_every_kind(demo: Built) -> None:
    kinds = ("article", "video", "course", "download", "collection", "forum", "profile", "newsletter")
    for kind in kinds:
        assert demo.published.pages[f"{kind}/index.html"].xpath("//article//h2/a"), kind


def test_every_picture_of_its_items_is_published(demo: Built) -> None:
    assets = demo.site.content / "assets"
    there = {file.relative_to(demo.site.content).as_posix() for file in assets.rglob("*") if file.is_file()}
    unpublished = there - demo.tree.keys()
    assert all("/organizations/" in path for path in unpublished), "only logos may lie there in a second size"
