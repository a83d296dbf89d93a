"""The listing of a site with a pool: the site's own files come first."""

from pathlib import Path

from generator.read.pool import add_pool
from generator.read.scan import ContentListing, scan_content
from tests.read.test_scan import fill, records


def listing(root: Path) -> ContentListing:
    site = root / "sites/ai"
    return add_pool(scan_content(site), scan_content(root / "pool"), "../../pool")


def test_a_file_of_the_site_replaces_one_of_the_pool(tmp_path: Path) -> None:
    fill(tmp_path / "sites/ai", "_news/a.md", "_data/topics/x.yaml")
    fill(tmp_path / "pool", "_news/a.md", "_news/b.md", "_data/topics/x.yaml", "_data/topics/y.yaml")
    fill(tmp_path / "pool", "_data/organizations/p.md")
    found = listing(tmp_path)
    assert [(file.path, file.disk_path) for file in found.records] == [
        ("_news/a.md", ""),
        ("_news/b.md", "../../pool/_news/b.md"),
    ]
    assert [file.disk_path for file in found.topics] == ["", "../../pool/_data/topics/y.yaml"]
    assert [file.disk_path for file in found.providers] == ["../../pool/_data/organizations/p.md"]
    assert found.pool == {"_news/b.md", "_data/topics/y.yaml", "_data/organizations/p.md"}


def test_pages_and_static_files_of_the_pool_are_counted_but_not_taken(tmp_path: Path) -> None:
    fill(tmp_path / "sites/ai", "a.md", "notes.json")
    fill(tmp_path / "pool", "pages/about.md", "static/x.pdf", "more.json")
    found = listing(tmp_path)
    assert records(found) == ["a.md"]
    assert (found.pages, found.static) == ((), ())
    assert found.others == ("more.json", "notes.json", "pages/about.md", "static/x.pdf")


def test_problems_name_the_file_in_the_pool(tmp_path: Path) -> None:
    fill(tmp_path / "sites/ai", "a.md")
    fill(tmp_path / "pool", "b.md")
    (tmp_path / "secret.md").write_text("---\ntitle: Secret\n---\n", "utf-8")
    (tmp_path / "pool/out.md").symlink_to(tmp_path / "secret.md")
    found = listing(tmp_path)
    assert records(found) == ["a.md", "b.md"]
    assert [(each.path, each.message) for each in found.problems] == [
        ("../../pool/out.md", "found a symbolic link that leads out of the content folder")
    ]


def test_a_name_that_is_not_composed_is_found_on_disk(tmp_path: Path) -> None:
    fill(tmp_path / "sites/ai", "a.md")
    fill(tmp_path / "pool", "cafe\u0301.md")
    file = listing(tmp_path).records[1]
    assert (file.path, file.disk_path) == ("caf\xe9.md", "../../pool/cafe\u0301.md")
