"""The sources that a site shows: never private ones, and a change of the file is a change of the site."""

import pytest

from generator.base.errors import SettingsError
from generator.pipeline.source_list import read_source_infos
from tests.support.site_kit import Site, article

PUBLIC = '[[source]]\nid = "hedge"\nurl = "https://hedge.example/feed"\nprovider = "Hedge"\n'
PRIVATE = (
    '[[source]]\nid = "inside"\nurl = "http://127.0.0.1/feed"\nallow_private = true\n'
    '[[source]]\nid = "secret"\nurl = "https://secret.example/feed"\nheader = { Authorization = "env:TOKEN" }\n'
)


def test_private_sources_are_never_shown(site: Site) -> None:
    assert read_source_infos([site.content]) == ()
    site.write("sources.toml", PUBLIC + PRIVATE)
    assert [source.id for source in read_source_infos([site.content])] == ["hedge"]


def test_a_change_of_the_file_changes_the_site(site: Site) -> None:
    site.record("_news/a.md", {**article("one"), "source": "hedge"})
    site.build()
    assert "sources/index.html" not in site.tree()
    assert '/sources/">Source feeds<' not in site.tree()["index.html"].decode()
    site.write("sources.toml", PUBLIC + PRIVATE)
    site.build()
    page = site.tree()["sources/index.html"].decode()
    assert "https://hedge.example/feed" in page
    assert '/sources/">Source feeds<' in site.tree()["index.html"].decode()
    assert not any(b"secret.example" in data for data in site.tree().values())
    assert b"https://hedge.example/feed" in site.tree()["sources.opml"]
    assert site.tree() == site.clean()
    assert site.build().settled
    site.edit("sources.toml", 'provider = "Hedge"', 'provider = "The Hedge"')
    site.build()
    assert "The Hedge" in site.tree()["sources/index.html"].decode()
    assert site.tree() == site.clean()


def test_a_wrong_file_stops_a_build_as_wrong_settings_do(site: Site) -> None:
    site.record("_news/a.md", article("one"))
    site.write("sources.toml", '[[source]]\nid = "hedge"\n')
    with pytest.raises(SettingsError, match=r"sources\.toml:1"):
        site.build()


def test_a_source_without_a_page_keeps_the_rules_of_opml(site: Site) -> None:
    site.record("_news/a.md", article("one"))
    site.write("sources.toml", PUBLIC + PUBLIC.replace("hedge", "wood") + 'site = "https://wood.example/"\n')
    assert [each for each in site.build().findings if "opml" in each.path] == []
    opml = site.tree()["sources.opml"].decode()
    assert opml.count("htmlUrl=") == 1
    assert 'xmlUrl="https://wood.example/feed" htmlUrl="https://wood.example/"' in opml


def test_a_page_with_a_secret_is_not_shown(site: Site) -> None:
    site.write("sources.toml", PUBLIC + f'site = "https://hedge.example/?q={"A" * 24};{"B" * 22}=="\n')
    assert [source.site for source in read_source_infos([site.content])] == [""]
