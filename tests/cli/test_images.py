"""``broadsheet images``: what its commands say, and what they leave."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.images.blobs import store_blob
from generator.images.fetch_index import FetchEntry, add_entries, load_fetch_index
from generator.images.maintenance import MIN_AGE
from generator.pipeline.cache_paths import CachePaths
from tests.cli.conftest import Called
from tests.support.site_kit import Site, article
from tests.support.strange_host import jpeg

URL = "https://paper.example/p.jpg"
OLD = "https://paper.example/old.jpg"


@pytest.fixture
def kept(site: Site) -> Path:
    """The store of a site with one article, whose picture is in it, and another picture that nobody names."""
    site.record("a.md", article("a", images=[{"url": URL}]))
    CachePaths(site.options()).mark()
    store = site.cache / "pictures"
    blob = store_blob(store, jpeg())
    add_entries(
        store, {URL: FetchEntry("good", 1, 1, blob), OLD: FetchEntry("failed", 1, 1, reason="it is gone")}
    )
    return store


def test_stats_count_cached_images(call: Callable[..., Called], site: Site, kept: Path) -> None:
    done = call("images", "stats", "--cache", site.cache)
    assert done.returncode == 0
    assert "URLs      2 tried so far, 2 due for refresh" in done.stdout
    assert "Images    1 (0.0 MB)" in done.stdout
    assert "Variants  of 0 images (0.0 MB)" in done.stdout
    assert "        1  it is gone" in done.stdout
    assert "        2  paper.example" in done.stdout


def test_verify_fails_once_for_damaged_images(call: Callable[..., Called], site: Site, kept: Path) -> None:
    assert call("images", "verify", "--cache", site.cache).stdout == "1 image, none damaged\n"
    next(kept.rglob("*.jpg")).write_bytes(b"")
    done = call("images", "verify", "--cache", site.cache)
    assert (done.returncode, done.stderr) == (1, f"damaged or missing: {URL}\n")
    assert call("images", "verify", "--cache", site.cache).returncode == 0


def test_gc_removes_images_that_no_record_uses(call: Callable[..., Called], site: Site, kept: Path) -> None:
    arguments = ("images", "gc", "--cache", site.cache, "--content", site.content)
    done = call(*arguments, "--dry-run")
    assert done.stdout == "Would remove 1 URL, 0 images and the variants of 0 images (0.0 MB)\n"
    assert load_fetch_index(kept).entries.keys() == {URL, OLD}
    assert call(*arguments).stdout == "Removed 1 URL, 0 images and the variants of 0 images (0.0 MB)\n"
    assert load_fetch_index(kept).entries.keys() == {URL}


def test_gc_removes_unused_variants(call: Callable[..., Called], site: Site, kept: Path) -> None:
    site.write("local.jpg", jpeg(red=3))
    site.record("b.md", article("b", images=[{"url": "local.jpg"}]))
    site.given |= {"overrides": {"images": {"mode": "cache"}}, "offline": True}
    site.build()
    used = {file.name for file in (kept / "made").glob("*.made")}
    assert len(used) == 2
    site.write("site.toml", "[images]\navif = true\n")
    site.build()
    grow_old(kept)
    arguments = ("images", "gc", "--cache", site.cache, "--content", site.content)
    assert "the variants of 2 images" in call(*arguments, "--dry-run").stdout
    assert "the variants of 2 images" in call(*arguments).stdout
    left = {file.name for file in (kept / "made").glob("*.made")}
    assert len(left) == 2
    assert not left & used
    assert site.build().pictures.made == 0, "what is used is there"
    (site.content / "b.md").unlink()
    grow_old(kept)
    assert "and the variants of 1 image (" in call(*arguments).stdout


def grow_old(store: Path) -> None:
    then = time.time() - MIN_AGE - 9
    for file in store.rglob("*.made"):
        os.utime(file, (then, then))


def test_gc_keeps_everything_while_a_record_cannot_be_read(
    call: Callable[..., Called], site: Site, kept: Path
) -> None:
    site.write("b.md", "---\ntitle: [\n---\n")
    done = call("images", "gc", "--cache", site.cache, "--content", site.content)
    assert done.returncode == 1
    assert "1 record cannot be read" in done.stderr
    assert load_fetch_index(kept).entries.keys() == {URL, OLD}


@pytest.mark.parametrize("asides", [(), ("site.toml", "notes.rst")])
def test_gc_takes_no_folder_without_records_for_a_site(
    call: Callable[..., Called], site: Site, kept: Path, tmp_path: Path, asides: tuple[str, ...]
) -> None:
    other = tmp_path / "mistyped"
    other.mkdir()
    for name in asides:
        (other / name).write_text("", "utf-8")
    done = call("images", "gc", "--cache", site.cache, "--content", other)
    assert done.returncode == 1
    assert "expected records, found none" in done.stderr
    assert load_fetch_index(kept).entries.keys() == {URL, OLD}


@pytest.mark.parametrize("command", [("stats",), ("verify",), ("gc",), ("gc", "--dry-run")])
def test_a_missing_cache_is_an_error_and_not_created(
    call: Callable[..., Called], site: Site, command: tuple[str, ...]
) -> None:
    site.record("a.md", article("a"))
    content = ("--content", site.content) if command[0] == "gc" else ()
    done = call("images", *command, "--cache", site.cache / "none", *content)
    assert done.returncode == 1
    assert "expected the cache of a build, found nothing" in done.stderr
    assert not (site.cache / "none").exists()


def test_an_unwritable_store_has_a_plain_message(call: Callable[..., Called], site: Site) -> None:
    site.record("a.md", article("a"))
    site.cache.mkdir()
    (site.cache / "pictures").write_text("in the way", "utf-8")
    done = call("images", "gc", "--cache", site.cache, "--content", site.content)
    assert (done.returncode, done.stderr.split(":")[0]) == (1, "Error")
