"""Pictures elsewhere, through whole builds: fetched once, shown from the site, the same offline."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from generator.base.errors import OutputError
from generator.commands.images import collect_garbage
from generator.images.fetch_index import Entries, update_fetch_index
from generator.images.resize import EncodedVariants, VariantTask, encode_variants
from generator.images.variant_store import write_bundle
from generator.model.fetched_images import ImageCounts
from generator.model.images import VariantSet
from tests.support.site_kit import ROOT, Site, article, difference, png
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


@pytest.mark.parametrize("damage", ["flipped", "folder", "no lock"])
def test_a_damaged_copy_is_fetched_again_in_the_same_build(
    pictured: Site, host: StrangeHost, damage: str
) -> None:
    pictured.build()
    before = pictured.tree()
    shutil.rmtree(pictured.cache / "pictures" / "made")
    for file in pictured.cache.glob("pictures/??/*.jpg"):
        damage_quietly(file)
        if damage == "folder":
            file.unlink()
            file.mkdir()
    if damage == "no lock":
        lock = pictured.cache / "pictures" / "lock"
        lock.unlink()
        lock.mkdir()
    shutil.rmtree(pictured.output)
    assert pictured.build().pictures.counts.fetched == 2
    assert not difference(before, pictured.tree())


def test_a_copy_that_was_lost_is_fetched_again_and_no_build_fails(pictured: Site, host: StrangeHost) -> None:
    pictured.build()
    before = pictured.tree()
    for file in pictured.cache.rglob("*.*"):
        if file.is_file() and file.name != "index.store":
            file.unlink()
    assert pictured.build().pictures.counts == ImageCounts(fetched=2, failed=1)
    assert not difference(before, pictured.tree())
    assert pictured.build().settled


def local_site(site: Site) -> Site:
    """A site with two articles that have photographs in the content folder."""
    site.given["overrides"] = {"images": {"mode": "cache"}}
    for name, red in (("red", 200), ("dark", 40)):
        site.write(f"images/{name}.png", png(red, 0, 0))
        site.record(f"{name}.md", article(name, images=[{"url": f"/images/{name}.png"}]))
    return site


def damage_quietly(file: Path) -> None:
    """Change the last byte of a file, but not its size and its time."""
    data, status = bytearray(file.read_bytes()), file.stat()
    data[-1] ^= 1
    file.write_bytes(data)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("lost", ["trace", "output"])
def test_damaged_bundles_are_made_again_in_the_same_build(site: Site, workers: int, lost: str) -> None:
    """One damaged bundle, and then all of them, where the variants have to be read again."""
    local_site(site).build()
    before = site.tree()
    bundles = sorted((site.cache / "pictures" / "made").glob("*.made"))
    for damaged in (bundles[:1], bundles):
        for bundle in damaged:
            damage_quietly(bundle)
        if lost == "trace":
            next(site.cache.glob("output-*.sqlite")).unlink()
            shutil.rmtree(site.output / "pictures")
        else:
            shutil.rmtree(site.output)
        site.build(workers=workers)
        assert not difference(before, site.tree())
        assert site.build().settled


def test_bundles_that_are_always_damaged_are_made_elsewhere(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that gives back something else than it was given."""
    expected = local_site(site).clean()

    def write(file: Path, made: VariantSet, data: bytes) -> None:
        on_bad_disk = file.is_relative_to(site.cache)
        write_bundle(file, made, data[:-1] + b"\0" if on_bad_disk else data)

    monkeypatch.setattr("generator.images.variants.write_bundle", write)
    site.build()
    assert not difference(expected, site.tree())


def test_bundles_that_are_damaged_everywhere_stop_a_build(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(file: Path, made: VariantSet, data: bytes) -> None:
        write_bundle(file, made, bytes(len(data)))

    monkeypatch.setattr("generator.images.variants.write_bundle", write)
    with pytest.raises(OutputError, match="damaged as soon as they are written") as caught:
        local_site(site).build()
    assert caught.value.hint == "Check the disk, or name another --cache."


def kill_first_processes(times: int, folder: Path) -> Callable[[VariantTask], EncodedVariants]:
    """Return the encoder, killed from outside in the first attempts."""

    def encode(task: VariantTask) -> EncodedVariants:
        attempt = len(list(folder.iterdir()))
        if attempt < times:
            (folder / f"{attempt} {os.getpid()}").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return encode_variants(task)

    return encode


@pytest.mark.parametrize("times", [1, 3])
def test_an_image_whose_process_is_killed_is_in_the_same_build(
    site: Site, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    expected = local_site(site).clean()
    kill = kill_first_processes(times, tmp_path_factory.mktemp("killed"))
    monkeypatch.setattr("generator.images.variants.encode_variants", kill)
    report = site.build()
    assert not difference(expected, site.tree())
    assert not report.problems
    assert site.build().settled


def test_an_image_whose_processes_are_all_killed_is_in_the_next_build(
    site: Site, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = local_site(site).clean()
    with monkeypatch.context() as patch:
        kill = kill_first_processes(1_000, tmp_path_factory.mktemp("killed"))
        patch.setattr("generator.images.variants.encode_variants", kill)
        report = site.build()
        assert len(report.problems) == 2
        assert "its process was killed 4 times" in report.problems[0].message
        assert not site.build().settled, "another build is another try"
    assert not site.build().problems
    assert not difference(expected, site.tree())
    assert site.build().settled


def test_a_remote_image_whose_processes_are_all_killed_counts_as_later(
    pictured: Site, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        kill = kill_first_processes(1_000, tmp_path_factory.mktemp("killed"))
        patch.setattr("generator.images.variants.encode_variants", kill)
        assert pictured.build().pictures.counts == ImageCounts(later=2, failed=1)
    assert pictured.build().pictures.counts == ImageCounts(kept=2, failed=1)
    assert pictures_of(pictured)


@pytest.mark.parametrize("damage", ["cut", "gone", "noise", "no mark"])
def test_a_damaged_manifest_is_renewed_by_the_next_build(site: Site, damage: str) -> None:
    local_site(site).build()
    own = site.output / ".broadsheet"
    manifest, mark = own / "manifest", own / "published"
    whole = manifest.read_bytes()
    if damage == "no mark":
        mark.unlink()
    elif damage == "gone":
        manifest.unlink()
    else:
        manifest.write_bytes(whole[:-9] if damage == "cut" else b"\xff" * 9)
    report = site.build()
    assert (report.settled, report.counts.written, report.counts.removed) == (False, 0, 0)
    assert manifest.read_bytes() == whole
    assert mark.exists()
    assert site.build().settled


BODY = """
A picture ![good & well]({good}) and one that is not there ![**nothing**]({nowhere}).

[![]({nowhere})](https://elsewhere.example/)

![the lead]({lead})
"""


@pytest.fixture
def illustrated(site: Site, host: StrangeHost) -> Site:
    """A site with an article with three remote images in its text, one of which is also its own."""
    site.given["overrides"] = {"images": HERE["images"], "api": {"enabled": True}}
    good, lead = host.url("/good.jpg"), host.url("/moved.jpg")
    body = BODY.format(good=good, nowhere=host.url("/nowhere.jpg"), lead=lead)
    site.record("_news/a.md", article("a", images=[{"url": lead}]), body)
    return site


def texts_of(site: Site) -> dict[str, str]:
    """Return all pages, feeds and other texts of a site."""
    endings = (".html", ".rss", ".atom", ".xml", ".json")
    return {path: data.decode() for path, data in site.tree().items() if path.endswith(endings)}


def test_images_in_texts_are_served_from_the_site(illustrated: Site, host: StrangeHost) -> None:
    report = illustrated.build()
    assert report.pictures.counts == ImageCounts(fetched=2, failed=1)
    texts = texts_of(illustrated)
    page = next(text for path, text in texts.items() if path.endswith("/the-a/index.html"))
    body = page.partition('<div class="body')[2]
    tag = r'<picture><source [^>]*><img src="[^"]*pictures/[^"]*\.jpg" alt="[^"]*" width="640" height="360" loading'
    assert len(re.findall(tag, body)) == 2, body
    assert 'alt="good &amp; well"' in body
    assert "not there **nothing**." in body
    assert "elsewhere.example" not in page, "a link around nothing goes, too"
    feed = texts["feed.rss"].replace("&lt;", "<")
    assert re.search(r'<img src="http[^"]*/pictures/good-[^"]*\.jpg" alt=', feed)
    loaded = re.compile(r'(?:src|srcset)=\\?"[^"]*127\.0\.0\.1')
    assert [path for path, text in texts.items() if loaded.search(text)] == [], "readers tell nobody"
    assert "image:" not in "".join(texts.values()).replace("og:image:", "")
    assert "https: http:" not in page, "nor does the policy allow it"
    assert illustrated.build().settled
    assert not difference(illustrated.clean(), illustrated.tree())


@pytest.mark.parametrize(("mode", "tags"), [("remote", 3), ("off", 0)])
def test_images_in_texts_obey_the_mode(illustrated: Site, host: StrangeHost, mode: str, tags: int) -> None:
    illustrated.given["overrides"] = {"images": {"mode": mode}}
    illustrated.build()
    page = next(text for path, text in texts_of(illustrated).items() if path.endswith("/the-a/index.html"))
    text = page.partition('<div class="body')[2].partition("</div>")[0]
    tag = r'<img src="http://127\.0\.0\.1[^"]*" alt="[^"]*" loading="lazy" referrerpolicy="no-referrer">'
    assert len(re.findall(tag, text)) == tags + (mode == "remote")
    assert ("https: http:" in page) is (mode == "remote")
    assert host.asked == []


def test_an_image_in_a_text_appears_once_it_is_there(illustrated: Site, host: StrangeHost) -> None:
    illustrated.build(offline=True)
    page = next(path for path in illustrated.tree() if path.endswith("/the-a/index.html"))
    assert b"<picture><source" not in illustrated.tree()[page].partition(b'<div class="body')[2]
    illustrated.build()
    assert b"<picture><source" in illustrated.tree()[page].partition(b'<div class="body')[2]
    assert not difference(illustrated.clean(), illustrated.tree())


def test_gc_keeps_images_of_texts(illustrated: Site, host: StrangeHost) -> None:
    illustrated.build()
    for file in illustrated.cache.rglob("*"):
        os.utime(file, (1, 1))
    collect_garbage(illustrated.cache, [illustrated.content], dry_run=False)
    shutil.rmtree(illustrated.output)
    assert illustrated.build(offline=True).pictures.made == 0, "all bundles are there"
    assert sum("pictures/good" in path for path in illustrated.tree()) > 0
