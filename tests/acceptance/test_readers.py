"""Real readers on real sites: whoever subscribes to everything gets every item once, also after edits."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.conftest import BASE_URL, Built, at_night_on_the_real_site
from tests.support.newsboat import MISSING, PROGRAM, Newsboat, served
from tests.support.site_feeds import parsed
from tests.support.site_kit import Site, article

needs_newsboat = pytest.mark.skipif(PROGRAM is None, reason=MISSING)


def ids_of(tree: dict[str, bytes], ending: str = ".atom") -> set[str]:
    """Return the ids of all entries of all feeds of a tree but archived ones."""
    paths = [path for path in tree if path.endswith(ending) and "history/" not in path]
    return {entry.id for path in paths for entry in parsed(tree[path]).entries}


@pytest.fixture
def site(any_site: Built, tmp_path: Path) -> Iterator[tuple[Site, str]]:
    """A site that may be changed, served from this machine, and its address."""
    output = tmp_path / "output"
    output.mkdir()
    with served(output) as address:
        site = Site(tmp_path, overrides={"site": {"base_url": address}})
        shutil.copytree(any_site.site.content, site.content, copy_function=shutil.copyfile)
        site.build()
        yield site, address


@needs_newsboat
@at_night_on_the_real_site
def test_newsboat_subscribes_to_everything_and_shows_every_item_once(
    site: tuple[Site, str], tmp_path: Path
) -> None:
    made, address = site
    reader = Newsboat(_folder(tmp_path))
    feeds = reader.subscribe(made.output / "feeds.opml")
    assert f"{address}feed.atom" in feeds
    reader.reload()
    assert reader.feeds() == sorted(feeds)
    assert reader.known() == sorted(ids_of(made.tree()))
    assert reader.unread() == reader.known()


@needs_newsboat
@at_night_on_the_real_site
def test_after_edits_newsboat_shows_only_what_is_new(site: tuple[Site, str], tmp_path: Path) -> None:
    made, _ = site
    reader = Newsboat(_folder(tmp_path))
    reader.subscribe(made.output / "feeds.opml")
    reader.reload()
    reader.read_everything()
    before, titles = ids_of(made.tree()), reader.titles()
    old = edit_one(made, set(titles.values()))
    made.record("_news/9-added.md", article("added-last", publishedDateTime="2026-04-02T10:00:00Z"))
    made.build()
    reader.reload()
    new = ids_of(made.tree()) - before
    assert [id for id in new if ":item/" in id] == [
        id for id in new if reader.titles()[id] == "The added-last"
    ]
    assert reader.unread() == sorted(new)
    assert reader.known() == sorted(before | new)
    after = reader.titles()
    renamed = {title: after[id] for id, title in titles.items() if after[id] != title and ":item/" in id}
    assert renamed == {old: "An altogether different heading"}


def edit_one(site: Site, titles: set[str]) -> str:
    """Give one of the items another title, another topic and another file; return its old title."""
    for path in sorted(site.content.rglob("*")):
        text = path.read_text("utf-8", "replace") if path.suffix in (".md", ".txt") else ""
        found = re.search(r'^title: "?([A-Za-z -]+)"?$', text, re.MULTILINE)
        if found and found[1] in titles and "\ntopics:\n" in text and "\noriginalUrl:" in text:
            changed = text.replace(found[0], "title: An altogether different heading", 1)
            path.unlink()
            path.with_name("another-name.md").write_text(
                re.sub(r"\ntopics:\n( *)- ", r"\ntopics:\n\1- Headings\n\1- ", changed, count=1), "utf-8"
            )
            return found[1]
    raise AssertionError("no record can be edited")


def _folder(tmp_path: Path) -> Path:
    home = tmp_path / "reader"
    home.mkdir()
    return home


@pytest.mark.parametrize("ending", ["rss", "atom"])
def test_a_reader_that_walks_back_finds_every_dated_item(any_site: Built, ending: str) -> None:
    tree, found, steps = any_site.tree, [], [f"feed.{ending}"]
    while steps[-1]:
        feed = parsed(tree[steps[-1]])
        found += [entry.id for entry in feed.entries]
        links = {link.rel: link.href for link in feed.feed.links}
        steps.append(links.get("prev-archive", "").removeprefix(BASE_URL))
    walked = [step for step in steps[1:] if step]
    assert sorted(walked) == sorted(path for path in tree if path.startswith("history/"))
    assert all(step.endswith(".atom") for step in walked), "one archive serves the feeds of both formats"
    archived = [entry.id for step in walked for entry in parsed(tree[step]).entries]
    assert len(set(archived)) == len(archived)
    dated = sum(len(days) for days in _dated_items(tree))
    assert len(set(found)) == dated


def _dated_items(tree: dict[str, bytes]) -> Iterator[list[str]]:
    """Yield the items of every year by the sitemap."""
    for path in tree:
        if path.startswith("sitemap-2"):
            yield tree[path].decode().split("<loc>")[1:]


def test_json_feeds_say_what_atom_feeds_say(any_site: Built) -> None:
    for path in (path for path in any_site.tree if path.endswith("feed.atom")):
        entries = parsed(any_site.tree[path]).entries
        items = json.loads(any_site.tree[f"{path.removesuffix('atom')}json"])["items"]
        assert [item["id"] for item in items] == [entry.id for entry in entries]
        assert [item["title"] for item in items] == [entry.title for entry in entries]
        assert [item["url"] for item in items] == [entry.link for entry in entries]
