"""Pictures elsewhere, through whole builds: fetched once, shown from the site, the same offline."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from generator.images.fetch_index import Entries, update_fetch_index
from generator.model.fetched_images import ImageCounts
from tests.support.site_kit import ROOT, Site, article, difference
from tests.support.strange_host import StrangeHost, jpeg, strange_host

HERE = {"images": {"allow_hosts": ["127.0.0.1"]}}


@pytest.fixture(scope="module")
def shared_host() -> Iterator[StrangeHost]:
    with strange_host() as host:
        yield host


@pytest.fixture
def host(shared_host: StrangeHost) -> StrangeHost:
    shared_host.asked.clear()
    return shared_host


@pytest.fixture
def pictured(site: Site, host: StrangeHost) -> Site:
    """A site with two articles whose pictures the strange host has, and one whose it has not."""
    site.given["overrides"] = HERE
    for name in ("good", "moved", "nowhere"):
        images = [{"url": host.url(f"/{name}.jpg"), "width": 200, "height": 150}]
        site.record(f"_news/{name}.md", article(name, images=images))
    return site


def pictures_of(site: Site) -> dict[str, bytes]:
    return {path: data for path, data in site.tree().items() if path.startswith("pictures/")}


def make_due(site: Site) -> None:
    """Let the time to live of every known picture run out."""

    def due(entries: Entries) -> None:
        for url, entry in entries.items():
            entries[url] = replace(entry, due=0)

    update_fetch_index(site.cache / "pictures", due)


def test_a_picture_is_shown_from_the_site_in_its_true_size(pictured: Site, host: StrangeHost) -> None:
    report = pictured.build()
    assert report.pictures.counts == ImageCounts(fetched=2, failed=1)
    assert [each.reason for each in report.pictures.outcomes if each.reason] == [
        "the host answered 404 (not found)"
    ]
    page = next(data for path, data in pictured.tree().items() if path.endswith("/the-good/index.html"))
    assert b"127.0.0.1" not in page
    assert pictures_of(pictured)


def test_a_second_build_asks_nobody_and_ends_early(pictured: Site, host: StrangeHost) -> None:
    pictured.build()
    before = pictured.tree()
    host.asked.clear()
    report = pictured.build()
    assert report.settled
    assert report.pictures.counts == ImageCounts(kept=2, failed=1)
    assert not [each for each in report.pictures.outcomes if each.state == "fetched"]
    again = pictured.build(explain=True)
    assert (again.counts.written, again.pictures.counts.kept) == (0, 2)
    assert host.asked == []
    assert pictured.tree() == before


def test_a_picture_that_is_due_is_asked_for_and_changes_no_byte(pictured: Site, host: StrangeHost) -> None:
    pictured.build()
    before = pictured.tree()
    host.asked.clear()
    make_due(pictured)
    report = pictured.build()
    assert not report.settled
    assert report.pictures.counts == ImageCounts(not_modified=2, failed=1)
    assert report.counts.written == 0
    assert pictured.tree() == before
    assert pictured.build().settled


def test_offline_is_the_same_site_without_a_socket(
    pictured: Site, host: StrangeHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictured.build()
    online = pictured.tree()

    def refuse(*given: Any, **named: Any) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    make_due(pictured)
    fresh = Site(pictured.folder, pictured.folder / "offline", pictured.cache, overrides=HERE, offline=True)
    report = fresh.build()
    assert report.pictures.counts == ImageCounts(kept=2, failed=1)
    assert not difference(online, fresh.tree())
    assert fresh.build().settled


def test_offline_without_a_cache_the_site_is_whole_without_pictures(
    pictured: Site, host: StrangeHost
) -> None:
    report = pictured.build(offline=True)
    assert report.pictures.counts == ImageCounts(later=3)
    assert report.counts.items == 3
    assert not pictures_of(pictured)
    assert host.asked == []
    assert not pictured.build().settled
    assert pictures_of(pictured)


def test_a_dry_run_asks_nobody(pictured: Site, host: StrangeHost) -> None:
    assert pictured.build(dry_run=True).pictures.counts == ImageCounts(later=3)
    assert host.asked == []
    assert not (pictured.cache / "pictures").exists()


@pytest.mark.parametrize(("mode", "shown"), [("remote", True), ("off", False)])
def test_other_modes_ask_nobody(pictured: Site, host: StrangeHost, mode: str, shown: bool) -> None:
    report = pictured.build(overrides={"images": {"mode": mode}})
    page = next(data for path, data in pictured.tree().items() if path.endswith("/the-good/index.html"))
    assert (host.url("/good.jpg").encode() in page) is shown
    assert host.asked == []
    assert report.pictures.counts == ImageCounts()
    assert pictured.build(overrides={"images": {"mode": mode}}).settled


def test_what_another_build_learnt_in_the_same_cache_is_seen(pictured: Site, host: StrangeHost) -> None:
    pictured.build()
    other = Site(pictured.folder / "other", cache=pictured.cache, overrides=HERE)
    other.record("a.md", article("other", images=[{"url": host.url("/hop4.jpg")}]))
    other.build()
    assert not pictured.build().settled
    assert pictured.build().settled


def test_the_command_says_in_one_line_what_became_of_pictures(pictured: Site, host: StrangeHost) -> None:
    pictured.write("site.toml", '[images]\nallow_hosts = ["127.0.0.1"]\n')
    command = [sys.executable, "-m", "generator", "build", "-v", "--content", str(pictured.content)]
    command += ["--output", str(pictured.output), "--cache", str(pictured.cache)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    line = "Images   1 generated, 2 fetched, 1 failed"
    assert line in done.stdout.splitlines()
    assert f"image failed: {host.url('/nowhere.jpg')}: the host answered 404 (not found)" in done.stdout


def test_what_a_killed_build_was_writing_is_swept_by_the_next(pictured: Site, host: StrangeHost) -> None:
    places = ("trace-1.store", "pictures/index.store", "pictures/new/a.jpg", "pictures/made/new/a.made")
    for place in places:
        file = pictured.cache / f"{place.rpartition('/')[0]}/.{place.rpartition('/')[2]}.77.tmp"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"half of it")
        os.utime(file, (1, 1))
    pictured.build()
    assert not list(pictured.cache.rglob("*.tmp"))


@pytest.mark.parametrize(
    ("size", "box"), [((320, 200), (320, 200)), ((600, 1200), (288, 576)), ((1600, 1200), (768, 576))]
)
def test_an_items_picture_has_a_box_of_its_own_shape_that_is_no_larger_than_it_is_drawn(
    site: Site, size: tuple[int, int], box: tuple[int, int]
) -> None:
    site.write("p.jpg", jpeg(*size))
    site.record("_news/a.md", article("a", images=[{"url": "p.jpg"}]))
    site.build()
    pages = [data.decode() for path, data in site.tree().items() if path.endswith("index.html")]
    (shown,) = re.findall(r'<figure>.*?<img [^>]*width="(\d+)" height="(\d+)"', "".join(pages), re.DOTALL)
    assert (int(shown[0]), int(shown[1])) == box
    style = next(data.decode() for path, data in site.tree().items() if path.endswith(".css"))
    assert f"max-height: {576 // 16}rem; object-fit: contain" in style, "how high the style sheet draws one"


def test_one_picture_of_several_articles_is_published_once(site: Site, host: StrangeHost) -> None:
    site.given["overrides"] = HERE
    for number in range(3):
        site.record(f"{number}.md", article(f"a{number}", images=[{"url": host.url(f"/good.jpg?{number}")}]))
        host.pictures[f"/good.jpg?{number}"] = jpeg()
    report = site.build()
    assert (report.pictures.counts.fetched, report.pictures.made) == (3, 1)
    assert len({path.split("-")[1] for path in pictures_of(site)}) == 1


def test_a_copy_that_was_lost_is_fetched_again_and_no_build_fails(pictured: Site, host: StrangeHost) -> None:
    pictured.build()
    before = pictured.tree()
    for file in pictured.cache.rglob("*.*"):
        if file.is_file() and file.name != "index.store":
            file.unlink()
    assert pictured.build().pictures.counts.fetched == 0
    assert not pictures_of(pictured)
    assert pictured.build().pictures.counts == ImageCounts(fetched=2, failed=1)
    assert not difference(before, pictured.tree())
    assert pictured.build().settled
