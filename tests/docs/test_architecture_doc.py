"""The tables of ``docs/architecture.md`` are true: who may import whom, and that every package is described."""

import re
from pathlib import Path

import pytest

from tests.test_architecture import ALLOWED, STAGES

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "architecture.md").read_text("utf-8")


def documented_layers() -> dict[str, set[str]]:
    """Return package → packages it may import, as the document says."""
    rows = re.findall(r"^\| (.+) \| (.+) \|$", TEXT.split("\n## Layers\n")[1], re.MULTILINE)[1:]
    layers: dict[str, set[str]] = {}
    for packages, imports in rows:
        allowed = set(re.findall(r"`(\w+)`", imports)) | (STAGES if "every stage" in imports else set())
        layers |= dict.fromkeys(re.findall(r"`(\w+)`", packages), allowed)
    return layers


def test_the_layers_are_those_of_the_architecture_test() -> None:
    assert documented_layers() == ALLOWED


def test_every_package_is_described() -> None:
    described = set(re.findall(r"^\| `generator/(\w+)/` \|", TEXT, re.MULTILINE))
    assert described == {
        file.name for file in (ROOT / "generator").iterdir() if (file / "__init__.py").exists()
    } | {"starter"}


@pytest.mark.parametrize("name", re.findall(r"`(\w+)\(\)`", TEXT))
def test_functions_named_in_the_document_exist(name: str) -> None:
    modules = re.findall(r"`(generator/[\w/]+\.py)`", TEXT)
    assert any(f"def {name}(" in (ROOT / module).read_text("utf-8") for module in modules)
