"""The records of a site, read without what builds need, and remembered for the next command."""

from generator.base.progress import Progress
from generator.commands.content_records import read_content
from tests.support.site_kit import Site, article


def test_records_are_remembered_where_there_is_a_cache(site: Site) -> None:
    site.record("_news/a.md", {**article("one"), "source": "hedgerow"})
    site.record("_news/b.md", article("two"))
    read = read_content(site.content, site.cache, Progress())
    assert [record.source for record in read.known()] == ["hedgerow", ""]
    assert f"{read.newest()['hedgerow']:%Y-%m-%d}" == "2024-05-01"
    assert not site.cache.exists()
    site.cache.mkdir()
    for _ in range(2):
        read_content(site.content, site.cache, Progress())
    assert list(site.cache.glob("content-*.sqlite"))


def test_a_build_after_a_fetch_is_as_any_other(site: Site) -> None:
    site.record("_news/a.md", article("one"))
    site.cache.mkdir()
    read_content(site.content, site.cache, Progress())
    site.build()
    assert site.tree() == site.clean()
