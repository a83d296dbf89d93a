"""A folder over another one: where a file is, and that nothing leaves the two."""

from pathlib import Path

import pytest

from generator.base.layered_folder import LayeredFolder


def folders(root: Path) -> LayeredFolder:
    for path in ("sites/ai/a", "sites/ai/both", "pool/b", "pool/both", "secret"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path, "utf-8")
    return LayeredFolder(root / "sites/ai", "../../pool")


def test_the_upper_folder_comes_first(tmp_path: Path) -> None:
    folder = folders(tmp_path)
    assert [folder.find(path) for path in ("a", "b", "both", "none")] == ["a", "../../pool/b", "both", "none"]
    assert folder.places("a") == ("a", "../../pool/a")
    assert folder.resolve("../../pool/b") == tmp_path / "pool/b"
    assert folder.resolve("a") == tmp_path / "sites/ai/a"


@pytest.mark.parametrize(
    "name", ["../secret", "../../secret", "../../pool/../secret", "link", "linked/secret"]
)
def test_neither_links_nor_dots_lead_out(tmp_path: Path, name: str) -> None:
    folder = folders(tmp_path)
    for root in folder.roots:
        (root / "link").symlink_to(tmp_path / "secret")
        (root / "linked").symlink_to(tmp_path)
    for place in folder.places(name):
        assert folder.resolve(place) is None
    assert folder.resolve("../../pool") is None


def test_without_a_folder_below_there_is_one_place(tmp_path: Path) -> None:
    folder = LayeredFolder(tmp_path)
    assert (folder.roots, folder.places("a"), folder.find("a")) == ((tmp_path,), ("a",), "a")
