"""``broadsheet new``: what it writes, and what it refuses to write over."""

import re
import tomllib
from pathlib import Path

import msgspec
import pytest

from generator.base.errors import SettingsError
from generator.commands.new import STARTER, create_site
from generator.model.settings import Settings

DEFAULT_LINE = re.compile(r"^# (?=\w+ = )", re.MULTILINE)


def test_every_file_of_the_starter_is_written(tmp_path: Path) -> None:
    site = tmp_path / "deep" / "mysite"
    written = create_site(site)
    assert set(written) == {file for file in site.rglob("*") if file.is_file()}
    assert len(written) == sum(file.is_file() for file in STARTER.rglob("*"))
    assert site / "content" / "site.toml" in written
    assert list(written) == sorted(written, key=lambda file: file.as_posix().replace("/.git", "/git"))


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    assert create_site(tmp_path)


def test_the_file_for_git_gets_its_dot(tmp_path: Path) -> None:
    create_site(tmp_path)
    assert "/output/" in (tmp_path / ".gitignore").read_text("utf-8").splitlines()
    assert not (tmp_path / "gitignore").exists()


def test_two_sites_have_two_ids(tmp_path: Path) -> None:
    ids = set()
    for name in ("one", "two"):
        create_site(tmp_path / name)
        site = tomllib.loads((tmp_path / name / "content" / "site.toml").read_text("utf-8"))["site"]
        assert re.fullmatch(r"[0-9a-f]{16}", site["id"])
        ids.add(site["id"])
    assert len(ids) == 2


def test_the_settings_are_valid_and_show_every_default(tmp_path: Path) -> None:
    create_site(tmp_path)
    text = (tmp_path / "content" / "site.toml").read_text("utf-8")
    msgspec.convert(tomllib.loads(text), Settings)
    shown = tomllib.loads(DEFAULT_LINE.sub("", text))
    expected = msgspec.json.decode(msgspec.json.encode(Settings()))
    for key in ("title", "description", "id"):
        expected["site"][key] = shown["site"][key]
    expected["feeds"]["ledger"] = "ledger.tsv"
    assert shown == expected


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine", "utf-8")
    with pytest.raises(SettingsError, match="not empty") as refused:
        create_site(tmp_path)
    assert refused.value.hint
    assert [file.name for file in tmp_path.iterdir()] == ["diary.txt"]


def test_a_file_in_the_way_is_an_error_with_a_hint(tmp_path: Path) -> None:
    (tmp_path / "mysite").write_text("", "utf-8")
    with pytest.raises(SettingsError, match="not a folder") as refused:
        create_site(tmp_path / "mysite")
    assert refused.value.hint


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(self: Path, **_: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", forbidden)
    with pytest.raises(SettingsError, match=r"cannot write .*: Permission denied"):
        create_site(tmp_path / "mysite")


def test_a_parent_that_is_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(SettingsError):
        create_site(tmp_path / "file" / "mysite")


def test_pictures_that_records_name_are_there(tmp_path: Path) -> None:
    create_site(tmp_path)
    content = tmp_path / "content"
    named = {
        address
        for record in content.rglob("*.md")
        for address in re.findall(r"^\s*-? ?url: (/assets/\S+)$", record.read_text("utf-8"), re.MULTILINE)
    }
    assert named
    for address in named:
        assert (content / address[1:]).is_file(), address
