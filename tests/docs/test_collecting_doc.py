"""docs/collecting.md has every setting of sources.toml, with its default."""

import re
import tomllib

import msgspec
import pytest

from generator.ingest.sources_file import CHECKS
from generator.model.ingest_sources import FetchSettings, RuleSet, Source
from tests.support.site_kit import ROOT

TEXT = (ROOT / "docs" / "collecting.md").read_text("utf-8")
HEADINGS = {"fetch": "### `[fetch]`", "rules": "### `[rules]`", "source": "### `[[source]]`"}
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| (.+?) \| (.+) \|$", re.MULTILINE)
DEFAULTS: dict[str, object] = {
    field.name: field.default
    for kind in (Source, FetchSettings, RuleSet)
    for field in msgspec.structs.fields(kind)
} | {"header": ()}


def read_rows(table: str) -> dict[str, str]:
    """Return the default of each key of a table, as the document has it."""
    section = TEXT[TEXT.index(HEADINGS[table]) :].split("\n#", 1)[0]
    return {row[1]: row[3] for row in ROW.finditer(section)}


def test_every_key_is_in_its_table() -> None:
    shared = (CHECKS["fetch"].keys() | CHECKS["rules"].keys()) - {"contact", "lists"}
    assert read_rows("fetch").keys() == CHECKS["fetch"].keys()
    assert read_rows("rules").keys() == CHECKS["rules"].keys()
    assert read_rows("source").keys() == CHECKS["source"].keys() - shared
    assert shared < CHECKS["source"].keys()


@pytest.mark.parametrize("table", HEADINGS)
def test_every_default_is_that_of_the_model(table: str) -> None:
    for name, shown in read_rows(table).items():
        if shown == "required":
            assert DEFAULTS[name] is msgspec.NODEFAULT, name
        elif shown.startswith("`") and shown != "`provider`":
            value = tomllib.loads(f"x = {shown.strip('`')}")["x"]
            assert CHECKS[table][name](value) == DEFAULTS[name], name
        else:  # none, or in words what comes instead
            assert DEFAULTS[name] in ("", None), name
