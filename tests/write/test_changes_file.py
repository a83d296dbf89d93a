"""``changes.json`` on disk."""

import json
from pathlib import Path

import pytest

from generator.base.errors import OutputError
from generator.model.changes import Change, Changes
from generator.model.ledger import MovedItem
from generator.write.changes_file import load_changes, save_changes

SITE = "https://you.example/"
CHANGES = Changes(
    SITE,
    added=(Change(f"{SITE}a/", "a/index.html", "tag:1", "page"),),
    removed=(Change(f"{SITE}x.css", "x.css"),),
    moved=(MovedItem("key", "course/a", "course/b"),),
)


def test_changes_come_back(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "changes.json"
    save_changes(file, CHANGES)
    assert load_changes(file) == CHANGES
    assert [each.name for each in file.parent.iterdir()] == ["changes.json"]


def test_the_file_is_json_for_scripts(tmp_path: Path) -> None:
    save_changes(tmp_path / "changes.json", CHANGES)
    data = json.loads((tmp_path / "changes.json").read_text("utf-8"))
    assert list(data) == ["site", "added", "changed", "removed", "moved"]
    assert data["removed"] == [{"address": f"{SITE}x.css", "path": "x.css"}]


def test_a_file_that_cannot_be_written_is_an_error_with_a_fix(tmp_path: Path) -> None:
    (tmp_path / "changes.json").mkdir()
    with pytest.raises(OutputError, match="cannot write") as caught:
        save_changes(tmp_path / "changes.json", CHANGES)
    assert "--changes" in caught.value.hint
    assert [each.name for each in tmp_path.iterdir()] == ["changes.json"], "no temporary file is left"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (None, "cannot read"),
        (b"", "not a list of changes"),
        (b"[]", "not a list of changes"),
        (b'{"added": []}', "not a list of changes"),
        (b'{"site": 1}', "not a list of changes"),
    ],
)
def test_a_missing_or_invalid_file_is_an_error(tmp_path: Path, data: bytes | None, message: str) -> None:
    file = tmp_path / "changes.json"
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(OutputError, match=message) as caught:
        load_changes(file)
    assert caught.value.hint.startswith("Build the site")
