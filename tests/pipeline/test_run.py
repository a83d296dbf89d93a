"""One whole build: the order of its stages, and that nothing moves before everything is ready."""

import pytest

from generator.base.errors import FeedError
from generator.base.progress import Progress
from generator.pipeline.entry_point import build
from tests.support.site_kit import Site, article


class Recording(Progress):
    """Keeps the names of stages."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def stage(self, name: str, total: int = 0) -> None:
        self.names.append(name)
        super().stage(name, total)


def test_stages_run_in_order(site: Site) -> None:
    site.record("a.md", article("one"))
    progress = Recording()
    build(site.options(), progress)
    expected = [
        "look",
        "read",
        "organise",
        "fetch",
        "plan",
        "decide",
        "render",
        "search",
        "publish",
        "remember",
    ]
    assert [name for name in progress.names if name in expected] == expected


def test_a_dry_run_stops_after_deciding(site: Site) -> None:
    site.record("a.md", article("one"))
    progress = Recording()
    build(site.options(dry_run=True), progress)
    assert progress.names[-1] == "decide"


def test_a_site_that_breaks_a_feed_rule_is_not_published(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.record("a.md", article("one"))
    site.build()
    before = site.tree()
    site.edit("a.md", "The one", "The other")
    monkeypatch.setattr(
        "generator.render.feeds.renderer.FeedRenderer.render", lambda *_: b"<feed>not a feed</feed>"
    )
    with pytest.raises(FeedError):
        site.build(strict=True)
    assert site.tree() == before
