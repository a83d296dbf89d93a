"""``explain`` tells where a collected record came from, and what has changed it since."""

from generator.commands.explain import explain
from generator.model.results.explanation import ItemExplanation
from tests.support.desk import BEES, Desk
from tests.support.feed_host import feed_host, rss
from tests.support.site_kit import Site


def notes(site: Site) -> tuple[str, ...]:
    found = explain(site.options(offline=True), "https://hedgerow.example/bees")
    assert isinstance(found, ItemExplanation)
    return found.notes


def test_origin_updates_and_edits(site: Site) -> None:
    with feed_host() as host:
        desk = Desk(site, host)
        desk.source()
        host.give("/feed", rss(BEES))
        desk.fetch()
        origin = f"collected from the source hedgerow ({host.url('/feed')})"
        assert notes(site) == (origin,)
        host.give("/feed", rss(("bees", "Bees have been counted twice", BEES[2])))
        desk.fetch(2)
        assert notes(site) == (origin, "changed by its source 1 time")
        path = f"_news/{next(iter(desk.records()))}"
        site.edit(path, "counted twice", "counted three times")
        assert notes(site)[-1] == "edited by hand: no fetch changes it again"
        site.write("sources.toml", "")
        assert "not in sources.toml any more" in notes(site)[0]
