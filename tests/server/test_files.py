"""Files of the output folder: index files, no symbolic links, and no trace folder."""

import os
from pathlib import Path

import pytest

from generator.server.files import OutputFiles
from generator.server.routing import ServedPath

HIDDEN = (
    ".git/config",
    ".GIT/config",
    ".env",
    "topics/.env",
    "topics/.git/index.html",
    ".well-known/.secret",
)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder with a page, a bare folder, links, a pipe, and the trace folder."""
    folder = tmp_path / "output"
    for path in ("index.html", "topics/index.html", "bare/a.txt", ".broadsheet/manifest", *HIDDEN):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path, "utf-8")
    (folder / "link.txt").symlink_to("index.html")
    (folder / "linked").symlink_to("topics")
    os.mkfifo(folder / "pipe")
    return folder


def content(output: Path, *names: str, folder: bool = False) -> str | None:
    """Return the text of the file that is found, ``None`` for none."""
    found = OutputFiles(str(output)).open(ServedPath(names, folder))
    if found is None:
        return None
    with os.fdopen(found.handle, "rb") as stream:
        text = stream.read().decode()
    assert (found.size, found.name) == (len(text), text.rpartition("/")[2])
    return text


def test_a_folder_is_its_index(output: Path) -> None:
    assert content(output, folder=True) == "index.html"
    assert content(output, "topics", folder=True) == "topics/index.html"
    assert content(output, "bare", "a.txt") == "bare/a.txt"


@pytest.mark.parametrize(
    ("names", "folder"),
    [
        ((), False),
        (("bare",), True),
        (("topics",), False),
        (("none.txt",), False),
        (("index.html", "a"), False),
        (("link.txt",), False),
        (("linked",), True),
        (("pipe",), False),
        ((".broadsheet", "manifest"), False),
        ((".Broadsheet", "manifest"), False),
        ((".git", "config"), False),
        ((".GIT", "config"), False),
        ((".env",), False),
        (("topics", ".env"), False),
        (("topics", ".git"), True),
        ((".well-known", ".secret"), False),
    ],
)
def test_paths_without_a_file(output: Path, names: tuple[str, ...], folder: bool) -> None:
    assert content(output, *names, folder=folder) is None


@pytest.mark.parametrize(
    ("name", "expected"), [("topics", True), ("bare", False), ("linked", False), ("pipe", False)]
)
def test_a_folder_has_an_index(output: Path, name: str, expected: bool) -> None:
    assert OutputFiles(str(output)).is_folder(ServedPath((name,), folder=False)) is expected


def test_the_404_page(output: Path) -> None:
    assert OutputFiles(str(output)).open_not_found() is None
    (output / "404.html").write_text("404.html", "utf-8")
    found = OutputFiles(str(output)).open_not_found()
    assert found is not None
    os.close(found.handle)


def test_names_with_a_dot_that_are_public(output: Path) -> None:
    (output / ".well-known" / "security.txt").write_text(".well-known/security.txt", "utf-8")
    assert content(output, ".well-known", "security.txt") == ".well-known/security.txt"
