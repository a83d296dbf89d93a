"""A site that takes records from a pool: what comes from where, and what each command says of it."""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from generator.base.errors import LossError, SettingsError
from generator.base.progress import Progress
from generator.commands.check import check
from generator.commands.content_records import read_content
from generator.commands.explain import explain
from generator.model.results.explanation import ItemExplanation, LeftOutExplanation
from generator.pipeline import record_tasks, records
from generator.pipeline.context import configured_pool
from generator.pipeline.record_tasks import FileToRead, ReadJob
from generator.server import session as sessions
from tests.support.site_kit import Site, article, png

POOL = '[content]\nfrom = "../pool"\ntopics = ["Clocks"]\n'


@pytest.fixture
def pool(tmp_path: Path) -> Site:
    pool = Site(tmp_path / "elsewhere")
    pool.content = tmp_path / "pool"
    return pool


@pytest.fixture
def fed(site: Site, pool: Site) -> Site:
    """A site with one record of its own, one of the pool, and one that it leaves out."""
    site.write("site.toml", POOL)
    site.record("_news/own.md", article("own", topics=["Gardens"]))
    pool.record("_news/clock.md", article("clock"))
    pool.record("_news/law.md", article("law", topics=["Law"], publishedDateTime="soon", court="High"))
    return site


def test_records_come_from_both_folders_and_others_are_counted(fed: Site) -> None:
    report = fed.build()
    assert (report.counts.records, report.counts.items) == (3, 2)
    assert report.counts.left_out == (("of other topics", 1),)
    assert report.left_out == (("../pool/_news/law.md", "of other topics"),)
    assert report.problems == (), "what is wrong with a record of other topics is for other sites"
    assert report.unknown == ()
    assert fed.build().settled


def test_a_record_of_the_site_replaces_the_one_in_the_pool(fed: Site) -> None:
    fed.build()
    fed.record("_news/clock.md", article("clock", title="Ours"))
    fed.build()
    assert b"Ours" in fed.tree()["index.html"]
    (fed.content / "_news/clock.md").unlink()
    fed.build()
    assert b"The clock" in fed.tree()["index.html"]
    assert fed.tree() == fed.clean()


def test_errors_name_the_real_file(fed: Site, pool: Site) -> None:
    pool.write("_news/broken.md", "---\ntitle: [\n---\n")
    report = fed.build()
    assert [each.path for each in report.problems if each.severity == "error"] == ["../pool/_news/broken.md"]
    assert report.counts.beside == 0
    assert report.problems[0].format_line("sites/ai").startswith("sites/pool/_news/broken.md:")
    with pytest.raises(LossError, match=r"/pool/_news/broken\.md"):
        fed.build(no_loss=True, output=fed.folder / "new")


def test_images_and_documents_are_sought_in_both_folders(fed: Site, pool: Site) -> None:
    pool.write("assets/a.png", png(1, 2, 3))
    pool.write("assets/data.csv", "a,b\n")
    pool.record(
        "_news/clock.md", article("clock", images=[{"url": "/assets/a.png"}]), "[Data](/assets/data.csv)\n"
    )
    first = fed.build()
    assert first.problems == ()
    assert fed.tree()["assets/data.csv"] == b"a,b\n"
    before = [path for path in fed.tree() if path.startswith("pictures/")]
    fed.write("assets/a.png", png(200, 2, 3))
    fed.write("assets/data.csv", "ours\n")
    fed.build()
    assert fed.tree()["assets/data.csv"] == b"ours\n"
    after = [path for path in fed.tree() if path.startswith("pictures/")]
    assert before
    assert after
    assert before != after
    assert fed.tree() == fed.clean()


@pytest.mark.parametrize(
    "url", ["/assets/link.png", "/../secret.png", "/assets/../../secret.png", "/linked/secret.png"]
)
def test_nothing_leads_out_of_the_two_folders(fed: Site, pool: Site, url: str) -> None:
    secret = png(9, 9, 9)
    (fed.folder / "secret.png").write_bytes(secret)
    pool.record("_news/clock.md", article("clock", images=[{"url": url}]), f"[Secret]({url})\n")
    pool.write("assets/a.png", png(1, 2, 3))
    (pool.content / "assets/link.png").symlink_to(fed.folder / "secret.png")
    (pool.content / "linked").symlink_to(fed.folder)
    fed.build()
    tree = fed.tree()
    assert secret not in tree.values()
    assert not any(path.startswith("pictures/") for path in tree)


def test_topics_and_providers_of_the_pool_count(fed: Site, pool: Site) -> None:
    pool.write("_data/topics/1-clocks.yaml", "name: Clocks\n")
    pool.write("_data/topics/2-sundials.yaml", "name: Sundials\nparent: Clocks\ndescription: By the sun\n")
    pool.record("_news/sun.md", article("sun", topics=["sundials"]))
    fed.build()
    assert "topics/sundials/index.html" in fed.tree()
    assert fed.build().counts.left_out == (("of other topics", 1),)
    fed.write("_data/topics/2-sundials.yaml", "name: Sundials\n")
    assert fed.build().counts.left_out == (("of other topics", 2),)
    assert fed.tree() == fed.clean()


def test_topics_that_only_other_sites_have_get_no_page(fed: Site, pool: Site) -> None:
    for number, name in enumerate(("Clocks", "Law", "Gardens", "Time")):
        parent = "parent: Time\n" if name == "Clocks" else ""
        pool.write(
            f"_data/topics/{number}-{name.lower()}.yaml", f"name: {name}\n{parent}description: About it\n"
        )
    fed.build()
    pages = {path.split("/")[1] for path in fed.tree() if path.startswith("topics/") and path.count("/") > 1}
    assert pages == {"clocks", "gardens", "time"}
    fed.write("_data/topics/1-law.yaml", "name: Law\n")
    fed.build()
    assert "topics/law/index.html" in fed.tree(), "the site itself describes it"


def test_a_withdrawal_in_the_pool_holds_everywhere(fed: Site, pool: Site) -> None:
    pool.record("_news/gone.md", {"originalUrl": "https://paper.example/own", "removed": True})
    fed.record("_news/other.md", article("other"))
    assert "withdrawn" in dict(fed.build().counts.left_out)
    assert b"The own" not in fed.tree()["index.html"]


def test_check_and_explain_see_the_pool(fed: Site, pool: Site) -> None:
    checked = check(fed.content, cache=fed.cache)
    assert (checked.records, checked.unknown) == (3, ())
    item = explain(fed.options(), str(pool.content / "_news/clock.md"))
    assert isinstance(item, ItemExplanation)
    assert item.record == "../pool/_news/clock.md"
    other = explain(fed.options(), "../pool/_news/law.md")
    assert isinstance(other, LeftOutExplanation)
    assert (other.record, other.reason) == ("../pool/_news/law.md", "of other topics")


def test_collecting_reads_the_folder_of_the_site_only(fed: Site) -> None:
    fed.build()
    found = read_content(fed.content, fed.cache, Progress())
    assert [item.path for item in found.items] == ["_news/own.md"]
    assert fed.build().counts.items == 2


def test_sites_share_the_records_that_were_read(
    fed: Site, pool: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Site(fed.folder / "two", cache=fed.cache)
    other.content = fed.folder / "other"
    other.write("site.toml", POOL.replace("Clocks", "Law"))
    other.record("_news/clock.md", article("clock", title="Ours"))
    fed.build()
    asked: list[str] = []
    read = record_tasks.read_files

    def read_files(job: ReadJob, files: Sequence[FileToRead]) -> bytes:
        asked.extend(file.disk_path or file.path for file, _ in files if file.path.startswith("_news/law"))
        return read(job, files)

    for file in (*fed.content.rglob("*.md"), *pool.content.rglob("*.md")):
        os.utime(file, (1, 1))
    monkeypatch.setattr(records, "read_files", read_files)
    fed.build()
    assert asked == ["../pool/_news/law.md"]
    for site in (other, fed, other, fed):
        site.build()
        assert site.tree() == site.clean()
    assert asked.count("../pool/_news/law.md") == 1 + 4, "the four clean builds read it, no other"


def test_serve_watches_the_pool(fed: Site, pool: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    watched: list[Path] = []

    async def watch_changes(folders: tuple[Path, ...], _: object) -> AsyncIterator[list[str]]:
        watched.extend(each.resolve() for each in folders)
        if not watched:
            yield []

    monkeypatch.setattr(sessions, "watch_changes", watch_changes)
    session = sessions.ServeSession(fed.options(), (), None, None, print)  # type: ignore[arg-type]
    asyncio.run(session.watch())
    assert watched == [fed.content.resolve(), pool.content.resolve()]


def test_without_valid_settings_there_is_no_pool(site: Site) -> None:
    assert configured_pool(site.content) == ()
    site.write("site.toml", "[content]\nfrom = 1\n")
    assert configured_pool(site.content) == ()


@pytest.mark.parametrize(
    ("settings", "make"),
    [
        ('from = "../none"', ""),
        ('from = "../file"', "file"),
        ('from = "../content"', ""),
        ('from = "../content/inner"', "content/inner/a.md"),
        ('from = "../../{folder}"', ""),
        ('from = "../output/pool"', "output/pool/a.md"),
        ('from = "../link"', ""),
        ('topics = ["A"]', ""),
        ('from = ".."', ""),
        ('from = "pool"', "content/pool/a.md"),
        ('from = "/srv/pool"', ""),
        ('from = "../a/../b"', "b/a.md"),
        ("from = 1", ""),
        ('from = "../pool"\ntopics = "A"', "pool/a.md"),
    ],
)
def test_a_pool_that_is_none_is_an_error_of_the_settings(site: Site, settings: str, make: str) -> None:
    site.write("a.md", "---\ntitle: A\n---\n")
    if make:
        (site.folder / make).parent.mkdir(parents=True, exist_ok=True)
        (site.folder / make).write_text("", "utf-8")
    (site.folder / "link").symlink_to(site.content)
    site.write("site.toml", "[content]\n" + settings.format(folder=site.folder.name) + "\n")
    with pytest.raises(SettingsError, match=r"site\.toml.*content\.(from|topics)"):
        site.build()
    assert not (site.output / "index.html").exists()


def test_pages_of_the_pool_are_named_as_ignored(fed: Site, pool: Site) -> None:
    pool.write("pages/about.md", "---\ntitle: About\n---\nText\n")
    assert fed.build().others == ("pages/about.md",)


def test_sources_of_the_pool_are_shown(fed: Site, pool: Site) -> None:
    pool.write(
        "sources.toml", '[[source]]\nid = "hedge"\nurl = "https://hedge.example/feed"\nprovider = "Hedge"\n'
    )
    pool.record("_news/clock.md", {**article("clock"), "source": "hedge"})
    fed.build()
    assert b"https://hedge.example/feed" in fed.tree()["sources/index.html"]
