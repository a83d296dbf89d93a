"""What an attacker found, one test each: none of it may come back."""

import json
import os
import shutil
import time
from pathlib import Path

import pytest

import generator.pipeline.site as pipeline
from generator.base.errors import OutputError
from generator.plan import site as site_module
from tests.support.site_kit import Site, article, png

SAMPLE = "dGhlIHNhbXBsZSBub25jZQ=="
"""Sixteen bytes in base64, as any text about protocols may quote them."""

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 16


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("excerpt", f'The header says "{SAMPLE}" and no more'),
        ("title", f"x;{SAMPLE}"),
        ("excerpt", f"{'A' * 30};{SAMPLE}"),
        ("secured", "https://paper.example/one"),
        ("originalUrl", f"https://paper.example/?v=1&{SAMPLE}"),
    ],
)
def test_no_text_of_a_record_stops_the_site(site: Site, field: str, text: str) -> None:
    site.record("a.md", article("one", **{field: text}), f"<p>a &gt;{SAMPLE}</p>")
    site.record("b.md", article("two"))
    assert site.build().counts.items == 2


def test_a_file_put_where_ours_lay_is_neither_overwritten_nor_removed(site: Site) -> None:
    site.record("a.md", article("one"))
    site.record("b.md", article("two", publishedDateTime="2024-06-01T10:00:00Z"))
    site.build()
    shutil.rmtree(site.output)
    mine = site.output / "2024/05/01/the-one/index.html"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", "utf-8")
    (site.content / "a.md").unlink()
    site.build()
    assert mine.read_text("utf-8") == "mine"
    (site.output / "index.html").unlink()
    shutil.rmtree(site.output / ".broadsheet")
    (site.output / "index.html").write_text("mine", "utf-8")
    with pytest.raises(OutputError, match="did not write it"):
        site.build()


def test_our_own_folder_is_not_taken_from_behind_a_link(site: Site, tmp_path: Path) -> None:
    site.record("a.md", article("one"))
    other = tmp_path / "other"
    (other / "staging").mkdir(parents=True)
    (other / "staging/mine.txt").write_text("mine", "utf-8")
    site.output.mkdir()
    (site.output / ".broadsheet").symlink_to(other, target_is_directory=True)
    with pytest.raises(OutputError, match="symbolic link"):
        site.build()
    assert (other / "staging/mine.txt").read_text("utf-8") == "mine"


def test_full_mends_a_file_that_was_altered_under_its_stamp(site: Site) -> None:
    site.record("a.md", article("one"))
    site.build()
    time.sleep(0.15)  # beyond the time in which a file counts as young
    site.record("b.md", article("two"))
    site.build()
    other = site.output / "404.html"
    whole, status = other.read_bytes(), other.stat()
    other.write_bytes(whole.replace(b"found", b"FOUND"))
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    site.build(full=True)
    assert other.read_bytes() == whole


def test_pictures_whose_names_differ_in_case_are_two_and_neither_is_in_the_way(site: Site) -> None:
    for red, name in enumerate(("A.png", "a.png")):
        site.write(f"assets/{name}", png(red, 0, 0))
        site.record(f"{name}.md", article(name, images=[{"url": f"/assets/{name}"}]))
    report = site.build()
    assert (report.counts.items, report.problems) == (2, ())
    made = [path for path in site.tree() if path.startswith("pictures/")]
    assert len({path.casefold() for path in made}) == len(made) == 2 * 3


def test_a_picture_that_changes_while_a_build_runs_is_seen_by_the_next(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = site.write("assets/a.png", PNG)
    site.record("a.md", article("one", images=[{"url": "/assets/a.png"}]))
    make_plan = site_module.make_plan

    def late(*arguments: object) -> object:
        picture.write_bytes(PNG + b"later")
        return make_plan(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "make_plan", late)
    site.build()
    monkeypatch.undo()
    site.build()
    assert site.tree() == site.clean()
    assert site.build().settled


def test_a_chain_of_topics_may_be_long(site: Site) -> None:
    site.record("a.md", article("one", topics=["T0"]))
    for number in range(1200):
        parent = f"parent: T{number - 1}\n" if number else ""
        site.write(f"_data/topics/{number:04}-t.yaml", f"name: T{number}\n{parent}")
    assert site.build().counts.topics == 1200


def test_a_long_body_does_not_swell_every_feed(site: Site) -> None:
    site.record("a.html", article("one", topics=["A", "B"]), "<p>word</p>\n" * 40_000)
    site.build()
    assert (site.output / "topics/a/feed.rss").stat().st_size < 10_000


def indexed(site: Site) -> int:
    """Return how many items the search index has."""
    about = json.loads(site.tree()["search/pagefind/0/pagefind-entry.json"])
    pages: int = about["languages"]["en"]["page_count"]
    return pages


def test_a_site_of_titles_alone_is_searched(site: Site) -> None:
    """The index was empty, and its form not known: no build came to its end."""
    site.record("_news/a.md", article("a", excerpt=None))
    site.record("_news/b.md", article("b", title="?!", excerpt="—"))
    site.build()
    assert indexed(site) == 2


@pytest.mark.parametrize(
    "text",
    ["字" * 12_000, "ا" * 12_000, "x" * 12_000, "… " * 6_000 + "end", "—" * 12_000, "x " + "字" * 12_000],
    ids=["no spaces", "Arabic", "one word", "words after the limit", "no words", "one space"],
)
def test_text_of_any_shape_is_found_and_never_stops_a_build(site: Site, text: str) -> None:
    """Text without a space in its first 10,000 characters had no entry, and a site of such items no index at all."""
    site.record("_news/a.md", article("a", title="字" * 300, excerpt=None), text)
    site.record("_news/b.md", article("b", title="?!", excerpt=None), text)
    report = site.build()
    assert report.search.items == 2
    assert indexed(site) == 2
