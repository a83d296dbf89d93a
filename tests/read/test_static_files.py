"""Files that are published as they are."""

import os
from pathlib import Path

import pytest

from generator.read.scan import scan_content
from generator.read.static_files import list_static_files


def fill(root: Path, *paths: str) -> None:
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"a")


def listed(root: Path) -> list[str]:
    return [file.path for file in list_static_files(root)[0]]


def test_files_at_any_depth_are_listed_in_order(tmp_path: Path) -> None:
    fill(tmp_path, "static/b.pdf", "static/a/c.md", "static/CNAME", "static/a/b", "x/static/d", "static.txt")
    assert listed(tmp_path) == ["static/CNAME", "static/a/b", "static/a/c.md", "static/b.pdf"]


def test_hidden_files_are_published_only_below_well_known(tmp_path: Path) -> None:
    fill(tmp_path, "static/.well-known/a", "static/.well-known/.b/c", "static/.env", "static/.git/config")
    fill(tmp_path, "static/a/.well-known/d", "static/.gitkeep", "static/a/.DS_Store")
    files, problems = list_static_files(tmp_path)
    assert [file.path for file in files] == [
        "static/.well-known/.b/c",
        "static/.well-known/a",
        "static/a/.well-known/d",
    ]
    assert [problem.path for problem in problems] == ["static/.env", "static/.git"]


def test_a_record_in_static_is_not_published(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static/a.md").write_text('---\ntitle: A\nsecured: "x"\n---\n')
    files, (problem,) = list_static_files(tmp_path)
    assert files == ()
    assert problem.message == "found a record in static: not published"


def test_links_are_followed_only_to_files_of_the_content_folder(tmp_path: Path) -> None:
    root = tmp_path / "content"
    fill(root, "assets/a.png", "static/b")
    fill(tmp_path, "secret")
    (root / "static/a.png").symlink_to("../assets/a.png")
    (root / "static/secret").symlink_to(tmp_path / "secret")
    (root / "static/folder").symlink_to("../assets")
    (root / "static/gone").symlink_to("nowhere")
    files, problems = list_static_files(root)
    assert [file.path for file in files] == ["static/a.png", "static/b"]
    assert [problem.path for problem in problems] == ["static/folder", "static/gone", "static/secret"]


@pytest.mark.parametrize("name", ["a\nb", 'a"b', os.fsdecode(b"caf\xe9")])
def test_a_name_that_cannot_be_a_url_is_reported(tmp_path: Path, name: str) -> None:
    fill(tmp_path, f"static/{name}")
    files, problems = list_static_files(tmp_path)
    assert (files, len(problems)) == ((), 1)


def test_a_pipe_is_reported(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    os.mkfifo(tmp_path / "static/pipe")
    assert [each.path for each in list_static_files(tmp_path)[1]] == ["static/pipe"]


def test_an_output_folder_in_static_is_not_entered(tmp_path: Path) -> None:
    fill(tmp_path, "static/a", "static/out/index.html")
    listing = scan_content(tmp_path, exclude=(tmp_path / "static/out",))
    assert [file.path for file in listing.static] == ["static/a"]


def test_neither_static_files_nor_pages_are_records(tmp_path: Path) -> None:
    fill(tmp_path, "static/a.md", "pages/b.md", "pages/c/d.html", "x/pages/e.md", "f.md")
    listing = scan_content(tmp_path)
    assert [file.path for file in listing.records] == ["f.md", "x/pages/e.md"]
    assert [file.path for file in listing.pages] == ["pages/b.md", "pages/c/d.html"]
    assert [file.path for file in listing.static] == ["static/a.md"]
