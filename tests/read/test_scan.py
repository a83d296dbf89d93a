"""The listing of a content folder: every record once, in order, whatever else lies there."""

import os
import socket
import sys
import time
import unicodedata
from pathlib import Path

import pytest

from generator.base.errors import SettingsError
from generator.read.scan import ContentListing, scan_content

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs the file system of Unix")
not_root = pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="root may read everything")


def fill(root: Path, *paths: str) -> None:
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path)


def records(listing: ContentListing) -> list[str]:
    return [file.path for file in listing.records]


def said(listing: ContentListing) -> list[tuple[str, str]]:
    return [(problem.path, problem.severity) for problem in listing.problems]


def test_records_have_four_endings_at_any_depth_and_are_sorted(tmp_path: Path) -> None:
    fill(
        tmp_path,
        "b.md",
        "a.txt",
        "_news/2021/c.markdown",
        "_news/d.html",
        "A.MD",
        "_news.md",
        "x/assets/e.md",
    )
    fill(tmp_path, "site.toml", "c.css", "d.jpg", "e", "f.md.bak", "x/site.toml")
    listing = scan_content(tmp_path)
    assert records(listing) == sorted(
        ["A.MD", "_news.md", "_news/2021/c.markdown", "_news/d.html", "a.txt", "b.md", "x/assets/e.md"]
    )
    assert (listing.topics, listing.providers, listing.problems) == ((), (), ())


def test_a_stamp_is_size_times_and_inode(tmp_path: Path) -> None:
    fill(tmp_path, "a.md")
    status = (tmp_path / "a.md").stat()
    (file,) = scan_content(tmp_path).records
    assert file.stamp == (4, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    assert scan_content(tmp_path).records == (file,)
    (tmp_path / "a.md").write_text("more")
    os.utime(tmp_path / "a.md", ns=(1, 1))
    assert scan_content(tmp_path).records[0].stamp != file.stamp


def test_hidden_and_excluded_files_are_not_records(tmp_path: Path) -> None:
    fill(
        tmp_path,
        ".a.md",
        ".git/b.md",
        "x/.c.md",
        "x/.d/e.md",
        "_data/f.md",
        "_data/other/g.md",
        "assets/h.md",
    )
    fill(tmp_path, "api/news/i.html", "node_modules/j/README.md")
    assert scan_content(tmp_path) == ContentListing(
        (), (), (), (), ("_data/f.md", "_data/other/g.md", "api/news/i.html", "assets/h.md")
    )


def test_other_text_and_data_is_counted_but_no_settings_and_no_images(tmp_path: Path) -> None:
    names = ["post.rst", "a/b.org", "x.json", "Makefile", "_data/authors.yml", "_data/topics/deep/x.yaml"]
    fill(
        tmp_path,
        *names,
        "site.toml",
        "sources.toml",
        "a/c.png",
        "style.css",
        "_data/topics/01-a.yaml",
        ".x.json",
    )
    assert scan_content(tmp_path).others == tuple(sorted(names))


def test_top_level_repository_files_are_not_records(tmp_path: Path) -> None:
    fill(
        tmp_path,
        "README.md",
        "readme.txt",
        "CONTRIBUTING.md",
        "LICENSE.txt",
        "robots.txt",
        "x/README.md",
        "readmes.md",
    )
    listing = scan_content(tmp_path)
    assert records(listing) == ["readmes.md", "x/README.md"]
    assert listing.others == ("CONTRIBUTING.md", "LICENSE.txt", "README.md", "readme.txt", "robots.txt")


def test_what_begins_with_front_matter_is_a_record_whatever_its_name_and_folder(tmp_path: Path) -> None:
    names = [
        "README.md",
        "api/a.md",
        "api/b/c.txt",
        "assets/d.html",
        "changelog.markdown",
        "license.md",
        "robots.md",
    ]
    for name in names:
        fill(tmp_path, name)
        (tmp_path / name).write_bytes(b"\xef\xbb\xbf\n---\r\ntitle: a\r\n---\r\n")
    listing = scan_content(tmp_path)
    assert (records(listing), listing.others, listing.problems) == (names, (), ())


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (".a.md", "whose name begins with a dot"),
        ("x/.b/c.md", "whose name begins with a dot"),
        ("_data/d.md", "in _data"),
        ("_data/topics/e.txt", "in _data"),
        ("x/f", "with another ending"),
        ("g.md.bak", "with another ending"),
        ("h.mdx", "with another ending"),
        ("assets/i.htm", "with another ending"),
    ],
)
def test_a_record_that_is_not_read_is_a_warning(tmp_path: Path, path: str, said: str) -> None:
    fill(tmp_path, path)
    (tmp_path / path).write_text("---\ntitle: a\n---\n")
    (problem,) = scan_content(tmp_path).problems
    assert (problem.path, problem.severity) == (path, "warning")
    assert said in problem.message
    (tmp_path / path).write_text("title: a\n")
    assert not scan_content(tmp_path).problems


def test_reference_data_is_in_two_folders(tmp_path: Path) -> None:
    fill(
        tmp_path,
        "_data/topics/01-b.yaml",
        "_data/topics/00-a.yml",
        "_data/topics/x.md",
        "_data/topics/deep/c.yaml",
    )
    fill(tmp_path, "_data/organizations/b.com", "_data/organizations/a.com.md", "_data/organizations/.hidden")
    fill(tmp_path, "_data/c.yaml", "x/_data/topics/d.yaml")
    listing = scan_content(tmp_path)
    assert [file.path for file in listing.topics] == ["_data/topics/00-a.yml", "_data/topics/01-b.yaml"]
    assert [file.path for file in listing.providers] == [
        "_data/organizations/a.com.md",
        "_data/organizations/b.com",
    ]
    assert (listing.records, listing.problems) == ((), ())


@pytest.mark.parametrize("name", ["missing", "file.md"])
def test_without_a_folder_there_is_nothing_to_build(tmp_path: Path, name: str) -> None:
    fill(tmp_path, "file.md")
    with pytest.raises(SettingsError, match="expected a folder of records") as caught:
        scan_content(tmp_path / name)
    assert "--content" in caught.value.hint


def test_a_folder_named_like_a_record_is_walked_with_a_warning(tmp_path: Path) -> None:
    fill(tmp_path, "a.md/b.md", "x/c.html/d.txt")
    listing = scan_content(tmp_path)
    assert records(listing) == ["a.md/b.md", "x/c.html/d.txt"]
    assert said(listing) == [("a.md", "warning"), ("x/c.html", "warning")]


@posix
def test_links_inside_are_followed_once_and_others_are_problems(tmp_path: Path) -> None:
    root = tmp_path / "content"
    fill(root, "a.md", "x/b.md", ".store/c.md", ".store/deep/d.md", ".one/e.txt")
    fill(tmp_path, "outside/f.md")
    for path, target in {
        "same.md": "a.md",
        "x/up": "..",
        "x/self": ".",
        "again": "x",
        "stored": ".store",
        "stored-too": ".store",
        "stored-deep": ".store/deep",
        "stored.md": ".store/c.md",
        "one.txt": ".one/e.txt",
        "one-more.md": ".one/e.txt",
        "chain.md": "one.txt",
        "picture.jpg": "a.md",
        "top": str(root),
    }.items():
        (root / path).symlink_to(target)
    (root / ".store/back").symlink_to("../x")
    for path, target in {
        "out": "../outside",
        "out.md": "../outside/f.md",
        "abs.md": str(tmp_path / "outside/f.md"),
        "gone.md": "nowhere.md",
        "loop.md": "loop.md",
    }.items():
        (root / path).symlink_to(target)
    listing = scan_content(root)
    assert records(listing) == ["a.md", "chain.md", "stored/c.md", "stored/deep/d.md", "x/b.md"]
    assert said(listing) == [(path, "error") for path in ["abs.md", "gone.md", "loop.md", "out", "out.md"]]
    assert scan_content(root) == listing
    assert (tmp_path / "outside") not in (root / file.path for file in listing.records)


@posix
def test_a_content_folder_may_be_a_link_itself(tmp_path: Path) -> None:
    fill(tmp_path, "real/a.md", "real/.b/c.md", "real/_data/topics/t.yaml")
    (tmp_path / "real/b").symlink_to(".b")
    (tmp_path / "link").symlink_to("real")
    listing = scan_content(tmp_path / "link")
    assert records(listing) == ["a.md", "b/c.md"]
    assert len(listing.topics) == 1


@posix
def test_links_to_reference_data_must_not_leave_the_content_folder(tmp_path: Path) -> None:
    root = tmp_path / "content"
    fill(root, "shared/t.yaml", "_data/topics/a.yaml")
    fill(tmp_path, "outside/o.md")
    (root / "_data/topics/b.yaml").symlink_to("../../shared/t.yaml")
    (root / "_data/topics/c.yaml").symlink_to("nowhere")
    (root / "_data/organizations").symlink_to(tmp_path / "outside")
    listing = scan_content(root)
    assert [file.path for file in listing.topics] == ["_data/topics/a.yaml", "_data/topics/b.yaml"]
    assert listing.providers == ()
    assert said(listing) == [("_data/organizations", "error"), ("_data/topics/c.yaml", "error")]


@posix
def test_pipes_and_sockets_are_problems_and_are_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, "a.md")
    os.mkfifo(tmp_path / "pipe.md")
    os.mkfifo(tmp_path / "unrelated.jpg")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
        listing = scan_content(tmp_path)
    assert records(listing) == ["a.md"]
    assert said(listing) == [("pipe.md", "error"), ("socket.txt", "error")]


@posix
def test_names_that_are_not_utf8_are_problems(tmp_path: Path) -> None:
    fill(tmp_path, "a.md")
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.md")).write_text("x")
        (tmp_path / os.fsdecode(b"dir\xff")).mkdir()
        (tmp_path / os.fsdecode(b"dir\xff/b.md")).write_text("x")
    except OSError:
        pytest.skip("this file system only takes UTF-8 names")
    listing = scan_content(tmp_path)
    assert records(listing) == ["a.md"]
    assert said(listing) == [("caf\\xe9.md", "error"), ("dir\\xff", "error")]
    assert str(listing.problems).encode()


def test_paths_are_nfc_and_the_name_on_disk_is_kept(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "é/café.md")
    fill(tmp_path, name)
    (file,) = scan_content(tmp_path).records
    assert file.path == unicodedata.normalize("NFC", name)
    assert (tmp_path / (file.disk_path or file.path)).read_text() == name


def test_two_spellings_of_one_name_are_one_record_and_a_problem(tmp_path: Path) -> None:
    fill(tmp_path, unicodedata.normalize("NFC", "café.md"), unicodedata.normalize("NFD", "café.md"))
    if len(list(tmp_path.iterdir())) == 1:
        pytest.skip("this file system knows the two for one")
    listing = scan_content(tmp_path)
    assert records(listing) == [unicodedata.normalize("NFC", "café.md")]
    assert said(listing) == [(unicodedata.normalize("NFC", "café.md"), "error")]


@posix
@not_root
def test_an_unreadable_folder_is_a_problem(tmp_path: Path) -> None:
    fill(tmp_path, "a.md", "locked/b.md")
    (tmp_path / "locked").chmod(0)
    try:
        listing = scan_content(tmp_path)
    finally:
        (tmp_path / "locked").chmod(0o755)
    assert records(listing) == ["a.md"]
    assert said(listing) == [("locked", "error")]


def test_a_folder_that_cannot_be_listed_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, "a.md", "locked/b.md")
    real = os.scandir

    def scandir(path: str) -> object:
        if path.endswith("locked/"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    listing = scan_content(tmp_path)
    assert records(listing) == ["a.md"]
    assert said(listing) == [("locked", "error")]
    assert "Permission denied" in listing.problems[0].message


def test_many_files_take_little_time(tmp_path: Path) -> None:
    for folder in range(5):
        fill(tmp_path, *(f"_news/{folder}/2021-01-01-some-record-{number}.md" for number in range(400)))
    scan_content(tmp_path)
    started = time.process_time()
    assert len(scan_content(tmp_path).records) == 2000
    assert time.process_time() - started < 0.25  # 5 ms on the machine it was written on


def test_section_pages_and_templates_of_other_programs_are_no_records(tmp_path: Path) -> None:
    fill(
        tmp_path,
        "_layouts/post.html",
        "blog/_includes/head.html",
        "posts/_index.md",
        "posts/_index.de.md",
        "a.md",
    )
    fill(tmp_path, "pages/_index.md")
    (tmp_path / "_index.md").write_text("---\ntitle: x\noriginalUrl: https://a.example/\n---\n")
    (tmp_path / "posts/_index.md").write_text("---\ntitle: originalUrl\n---\noriginalUrl\n")
    listing = scan_content(tmp_path)
    assert records(listing) == ["_index.md", "a.md", "posts/_index.de.md"]
    assert [page.path for page in listing.pages] == ["pages/_index.md"]
    assert listing.others == ("posts/_index.md",)
    assert [(each.path, each.severity) for each in listing.problems] == [
        ("_layouts", "warning"),
        ("blog/_includes", "warning"),
    ]
