"""Digests of code and versions of libraries."""

from importlib.metadata import version
from pathlib import Path

import pytest

from generator.base.code_version import CodeVersion, installed_versions


def test_versions_are_those_of_the_metadata() -> None:
    names = ("jinja2", "msgspec", "py-yaml12", "python-frontmatter", "pyyaml", "feedgen", "markupsafe")
    assert installed_versions(names) == {name: version(name) for name in names}


def test_a_missing_library_has_no_version() -> None:
    assert installed_versions(["no-such-library"]) == {"no-such-library": ""}


def test_a_library_without_a_metadata_folder_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.path", [])
    assert installed_versions(["no-such-library"]) == {"no-such-library": ""}


def digest_of(package: Path, parts: tuple[str, ...] | None, *libraries: str) -> bytes:
    return CodeVersion(package, ("jinja2", "lxml")).digest(parts, libraries)


def test_any_change_of_the_code_changes_the_digest(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/x.py").write_text("1")
    (tmp_path / "b.py").write_text("not counted")
    before = digest_of(tmp_path, ("a",), "jinja2")
    whole = digest_of(tmp_path, None)
    (tmp_path / "b.py").write_text("changed")
    assert digest_of(tmp_path, ("a",), "jinja2") == before
    assert digest_of(tmp_path, None) != whole
    assert digest_of(tmp_path, ("a",), "lxml") != before
    (tmp_path / "a/x.py").write_text("2")
    assert digest_of(tmp_path, ("a",), "jinja2") != before


@pytest.mark.parametrize("part", ["c", "c.py", "a/y.py", "x.py"])
def test_a_part_without_a_module_is_an_error(tmp_path: Path, part: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/x.py").write_text("1")
    with pytest.raises(LookupError, match=part):
        digest_of(tmp_path, ("a", part))
