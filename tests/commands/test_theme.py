"""Files of the theme are copied, listed, and compared with those of a later version."""

from pathlib import Path

import pytest

from generator.base.errors import SettingsError, TemplateError
from generator.commands.theme import (
    ThemeFile,
    copy_files,
    diff_files,
    find_folder,
    list_files,
    mark_as_merged,
)

SHIPPED = {"base.html": "one\ntwo\n", "pages/item.html": "item\n", "static/style.css": "p {}\n"}


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "theme"
    write(folder, SHIPPED)
    monkeypatch.setattr("generator.commands.theme.shipped_theme", lambda: folder)
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "templates"


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def states(own: Path) -> dict[str, str]:
    return {file.name: file.state for file in list_files(own)}


def test_files_are_copied_with_their_bytes(shipped: Path, own: Path) -> None:
    copies = copy_files(own, ["pages/item.html", "static/style.css"])
    assert copies == [own / "pages/item.html", own / "static/style.css"]
    assert [copy.read_text() for copy in copies] == ["item\n", "p {}\n"]


@pytest.mark.parametrize(
    ("names", "message", "hint"),
    [
        (["base.html", "pages/itm.html"], "pages/itm.html is not a file of the shipped", "pages/item.html?"),
        (["base.html", "../theme/base.html"], "is not a file of the shipped theme", ""),
        (["base.html", "pages"], "is not a file of the shipped theme", ""),
        (["base.html", "static/style.css"], "static/style.css exists already", "theme diff static/style.css"),
    ],
)
def test_nothing_is_copied_if_a_name_is_unknown_or_taken(
    shipped: Path, own: Path, names: list[str], message: str, hint: str
) -> None:
    write(own, {"static/style.css": "mine"})
    with pytest.raises(TemplateError, match=message) as caught:
        copy_files(own, names)
    assert hint in caught.value.hint
    assert not (own / "base.html").exists()
    assert (own / "static/style.css").read_text() == "mine"


def test_the_list_says_how_files_relate_to_the_shipped_ones(shipped: Path, own: Path) -> None:
    assert list_files(own) == [ThemeFile(name, "") for name in sorted(SHIPPED)]
    copy_files(own, ["base.html"])
    write(own, {"pages/item.html": '{% extends "shipped/pages/item.html" %}', "static/style.css": "a {}"})
    write(own, {"pages/mine.html": "", ".git/x": ""})
    assert states(own) == {
        "base.html": "yours, a copy",
        "pages/item.html": "yours, extends the shipped file",
        "pages/mine.html": "yours",
        "static/style.css": "yours, replaces the shipped file",
    }
    write(shipped, {"base.html": "one\nthree\n"})
    assert states(own)["base.html"] == "yours, a copy: the shipped file has changed since"


def test_a_diff_shows_changes_of_an_update_but_not_of_the_owner(shipped: Path, own: Path) -> None:
    copy_files(own, ["base.html"])
    write(own, {"base.html": "mine\ntwo\n"})
    assert list(diff_files(own)) == []
    write(shipped, {"base.html": "one\nthree\n"})
    assert list(diff_files(own))[1:] == ["+++ shipped/base.html", "@@ -1,2 +1,2 @@", " one", "-two", "+three"]
    assert mark_as_merged(own) == 1
    assert list(diff_files(own)) == []
    assert (own / "base.html").read_text() == "mine\ntwo\n"


def test_a_diff_of_a_named_copy_also_shows_what_the_owner_changed(shipped: Path, own: Path) -> None:
    copy_files(own, ["base.html"])
    assert list(diff_files(own, ["base.html"])) == []
    write(own, {"base.html": "mine\ntwo\n"})
    name = own.as_posix()
    mine = [
        f"--- {name}/.shipped/base.html",
        f"+++ {name}/base.html",
        "@@ -1,2 +1,2 @@",
        "-one",
        "+mine",
        " two",
    ]
    assert list(diff_files(own, ["base.html"])) == mine
    write(shipped, {"base.html": "one\nthree\n"})
    both = list(diff_files(own, ["base.html"]))
    assert both[1] == "+++ shipped/base.html"
    assert both[-len(mine) :] == mine, "only the owner's changes, not those of the update"


def test_a_diff_of_a_file_of_unknown_origin_is_the_whole_difference(shipped: Path, own: Path) -> None:
    write(own, {"base.html": "one\nmine\n", "pages/item.html": '{% extends "shipped/pages/item.html" %}'})
    lines = list(diff_files(own))
    assert lines[0] == f"--- {own.as_posix()}/base.html"
    assert lines[-2:] == ["-mine", "+two"]
    assert not [line for line in lines if "item.html" in line], "it follows updates by itself"
    assert list(diff_files(own, ["base.html"])) == lines


@pytest.mark.parametrize(
    ("name", "message"), [("pages/item.html", "is not in"), ("x.html", "is not a file of the shipped theme")]
)
def test_a_diff_of_another_file_is_an_error(shipped: Path, own: Path, name: str, message: str) -> None:
    write(own, {"base.html": "mine"})
    with pytest.raises(TemplateError, match=message):
        list(diff_files(own, [name]))


def test_the_folder_is_that_of_the_option_the_settings_or_the_usual_one(tmp_path: Path) -> None:
    content = tmp_path / "content"
    write(content, {"site.toml": ""})
    assert find_folder(content, None) == type(find_folder(content, None))(tmp_path / "templates", False)
    assert find_folder(content, tmp_path / "x").path == tmp_path / "x"
    write(content, {"site.toml": "[theme]\ntemplates = 'mine'"})
    assert find_folder(content, None).path == tmp_path / "mine", "it will be made there"
    write(content, {"mine/base.html": ""})
    assert find_folder(content, None).path == content / "mine"
    assert find_folder(content, None).is_set
    write(content, {"site.toml": "[theme]\ntemplates = 3"})
    with pytest.raises(SettingsError):
        find_folder(content, None)


def test_the_shipped_theme_is_no_folder_of_ones_own(shipped: Path, tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="is the shipped theme"):
        find_folder(tmp_path, shipped)


def test_a_folder_that_cannot_be_written_is_an_error(shipped: Path, own: Path) -> None:
    own.write_text("a file")
    with pytest.raises(TemplateError, match="cannot write"):
        copy_files(own, ["base.html"])
