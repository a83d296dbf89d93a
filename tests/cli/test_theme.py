"""``broadsheet theme``: copy, list and compare files of the theme."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Called

Call = Callable[..., Called]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_copy_is_used_once_the_setting_names_its_folder(call: Call, here: Path) -> None:
    call("new", "mysite")
    done = call("theme", "copy", "partials/footer.html", "--content", "mysite/content")
    assert done.stdout.startswith("Copied  mysite/templates/partials/footer.html\n")
    assert 'templates = "templates" below [theme]' in done.stdout
    settings = here / "mysite/content/site.toml"
    settings.write_text(settings.read_text().replace('# templates = ""', 'templates = "templates"'))
    copy = here / "mysite/templates/partials/footer.html"
    copy.write_text("<p>My own footer</p>")
    build = call("build", "--content", "mysite/content", "--output", "out", "--cache", "cache", "--offline")
    assert build.returncode == 0, build.stderr
    assert "<p>My own footer</p>" in (here / "out/index.html").read_text()
    second = call("theme", "copy", "base.html", "--content", "mysite/content").stdout
    assert second == "Copied  mysite/templates/base.html\n"
    listed = call("theme", "list", "--content", "mysite/content").stdout.splitlines()
    assert "partials/footer.html        yours, a copy" in listed
    assert "pages/item.html" in listed


def test_without_a_command_the_files_are_listed(call: Call) -> None:
    assert call("theme").stdout == call("theme", "list").stdout != ""


def test_a_diff_says_so_if_nothing_changed(call: Call, here: Path) -> None:
    call("theme", "copy", "base.html")
    assert "theme diff FILE" in call("theme", "diff").stdout
    assert call("theme", "diff", "base.html").stdout.startswith("Your files are as they were copied")
    (here / "templates/.shipped/base.html").write_text("<html>\n")
    assert "-<html>\n" in call("theme", "diff", "base.html").stdout
    assert call("theme", "diff", "--done").stdout == "1 file marked as merged\n"
    assert call("theme", "diff").stdout.startswith("No shipped file changed since you copied it.")


def test_an_unknown_file_is_an_error(call: Call) -> None:
    done = call("theme", "copy", "pages/itm.html")
    assert done.returncode == 1
    assert "pages/itm.html is not a file of the shipped theme" in done.stderr
    assert "Did you mean pages/item.html?" in done.stderr
