"""Findings from build to build: told again while the feed lies there, gone with it, and nothing published if strict."""

import pytest

from generator.base.errors import FeedError
from generator.model.output import Feed
from generator.model.results.finding import Finding
from generator.render.renderer import Rendered, Renderer
from tests.support.site_kit import Site, article, forget_table


@pytest.fixture
def spoilt_site(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site whose feeds have a faulty date for each item named "Bad"."""
    render = Renderer.render

    def spoil(self: Renderer, output: Rendered) -> bytes:
        data = render(self, output)
        lines = data.split(b"\n") if isinstance(output, Feed) else []
        return b"\n".join(_spoil(line) for line in lines) or data

    monkeypatch.setattr(Renderer, "render", spoil)
    site.record("good.md", article("good", title="Good"))
    site.record("bad.md", article("bad", title="Bad", topics=["Bells"]))
    return site


def _spoil(line: bytes) -> bytes:
    return line.replace(b"<pubDate>", b"<pubDate>on ") if b"<title>Bad<" in line else line


def places(findings: tuple[Finding, ...]) -> set[str]:
    assert {each.rule for each in findings} <= {"rss.date"}
    return {each.path for each in findings}


BAD = {"feed.rss", "topics/bells/feed.rss", "providers/paper.example/feed.rss"}


def bad(report_places: set[str]) -> bool:
    return report_places >= BAD and "topics/clocks/feed.rss" not in report_places


def test_findings_are_in_the_report_and_stop_nothing(spoilt_site: Site) -> None:
    assert bad(places(spoilt_site.build().findings))
    assert (spoilt_site.output / "feed.rss").is_file()


def test_strict_publishes_nothing_and_leaves_the_old_site(spoilt_site: Site) -> None:
    with pytest.raises(FeedError, match=r"feed\.rss:\d+: rss\.date"):
        spoilt_site.build(strict=True)
    assert spoilt_site.tree() == {}
    spoilt_site.edit("bad.md", "title: Bad", "title: Fine")
    spoilt_site.build(strict=True)
    before = spoilt_site.tree()
    spoilt_site.edit("bad.md", "title: Fine", "title: Bad")
    with pytest.raises(FeedError):
        spoilt_site.build(strict=True)
    assert spoilt_site.tree() == before


def test_findings_are_told_again_while_nothing_moves(spoilt_site: Site) -> None:
    spoilt_site.build()
    again = spoilt_site.build()
    assert again.settled
    assert bad(places(again.findings))


def test_findings_of_feeds_that_stay_are_told_again(spoilt_site: Site) -> None:
    first = spoilt_site.build().findings
    spoilt_site.edit("good.md", "topics:", "tags: [a]\ntopics:")
    spoilt_site.write("note.md", "---\ntitle: Apart\noriginalUrl: https://b.example/\n---\n")
    assert places(spoilt_site.build().findings) == places(first)
    spoilt_site.write("other.md", "---\ntitle: Other\noriginalUrl: https://c.example/\n---\n")
    with pytest.raises(FeedError):
        spoilt_site.build(strict=True)


@pytest.mark.parametrize("damage", [None, b"", b"broken"])
def test_a_strict_build_finds_again_what_was_lost(spoilt_site: Site, damage: bytes | None) -> None:
    spoilt_site.build()
    if damage is None:
        forget_table(spoilt_site, "findings")
    else:
        (store,) = spoilt_site.cache.glob("output-*.sqlite")
        store.write_bytes(damage)
    spoilt_site.write("note.md", "---\ntitle: Apart\noriginalUrl: https://b.example/\n---\n")
    with pytest.raises(FeedError, match="bells"):
        spoilt_site.build(strict=True)


def test_a_large_build_leaves_validating_to_strict_ones(
    spoilt_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.pipeline.publish.SMALL", 0)
    assert spoilt_site.build().findings == ()
    with pytest.raises(FeedError, match="bells"):
        spoilt_site.build(strict=True)
    assert spoilt_site.build().settled


def test_findings_go_with_their_feed(spoilt_site: Site) -> None:
    spoilt_site.build()
    (spoilt_site.content / "bad.md").unlink()
    assert spoilt_site.build().findings == ()
    assert spoilt_site.build().findings == ()
