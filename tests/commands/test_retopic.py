"""``fetch --retopic``: untouched records get the topics that they lack."""

from generator.base.progress import Progress
from generator.commands.retopic import retopic
from tests.support.desk import BEES, WASPS, Desk
from tests.support.feed_host import feed_host, rss
from tests.support.site_kit import Site


def test_untouched_records_get_missing_topics(site: Site) -> None:
    with feed_host() as host:
        desk = Desk(site, host)
        desk.source()
        host.give("/feed", rss(BEES, WASPS))
        desk.fetch()
        edited = next(path for path in desk.records() if "wasps" in path)
        site.edit(f"_news/{edited}", "Wasps were", "Wasps are")
        before = desk.records()
        site.write("_data/topics/counting.yaml", "taxonomy: topic\nname: Counting\nkeywords: [counted]\n")
        (path,) = retopic(site.content, site.cache, True, Progress())
        assert (path.endswith("bees-were-counted.md"), desk.records()) == (True, before)
        assert retopic(site.content, site.cache, False, Progress()) == {path: ("Counting",)}
        assert retopic(site.content, site.cache, False, Progress()) == {}
        assert desk.records()[edited] == before[edited]
        host.give("/feed", rss(("bees", "Bees have been counted twice", BEES[2])))
        assert desk.fetch(2).total("updated") == 1
