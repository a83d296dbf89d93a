"""Real records, where they are at hand: each becomes an item, and nothing sealed or broken comes through."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.model.item import Item
from generator.model.record import Record
from generator.normalise.field_schema import find_unknown_fields
from generator.normalise.item import normalise
from generator.normalise.site_data import normalise_provider, normalise_topic

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
SEEDS = SHARED / "seeds"
SITE = SHARED / "data" / "powerapps"
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_FRONT = re.compile(r"---\n(.*?)\n---\n?(.*)\Z", re.DOTALL)


def load(root: Path, file: Path) -> Record:
    text = file.read_text("utf-8")
    match = None if file.suffix == ".yaml" else _FRONT.match(text)
    head, body = (match[1], match[2]) if match else (text, "")
    fields: dict[str, Any] = yaml.load(head, LOADER)
    fields.pop("secured", None)
    path = file.relative_to(root).as_posix()
    folder = next((part[1:] for part in path.split("/")[:-1] if part.startswith("_")), "")
    return Record(path=path, folder=folder, fields=fields, body=body, head="")


def items(root: Path, pattern: str) -> dict[str, Item]:
    found = {}
    for file in sorted(root.glob(pattern)):
        if file.is_file():
            record = load(root, file)
            item, problems = normalise(record)
            assert item is not None, record.path
            assert not [problem for problem in problems if problem.severity == "error"]
            assert find_unknown_fields(record) == ()
            found[record.path] = item
    return found


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed records are not at hand")
def test_the_seeds_are_repaired() -> None:
    seeds = list(items(SEEDS, "*.txt").values())
    assert [item.source.domain for item in seeds if item.source] == [
        "power-technology.com",
        "just-style.com",
        "mining-technology.com",
    ]
    assert [item.topics for item in seeds] == [("Machine Learning", "AI")] * 3
    assert not any(item.promoted for item in seeds)
    assert [len(item.related) for item in seeds] == [1, 1, 1]
    assert seeds[0].excerpt.endswith("– up from 20.")
    assert seeds[1].related[0].excerpt.endswith("– up from 7.")
    assert [item.images[0].width for item in seeds] == [1280, 500, 1038]
    assert not any(seed.heat is not None and seed.heat < 0 for seed in seeds)


@pytest.mark.skipif(not SITE.is_dir(), reason="the real site is not at hand")
def test_every_record_of_a_real_site_becomes_an_item() -> None:
    found = items(SITE, "_[cnlps]*/**/*")
    kinds = {
        kind: sum(item.kind == kind for item in found.values())
        for kind in {item.kind for item in found.values()}
    }
    assert len(found) == 1389
    assert (kinds["newsletter"], kinds["forum"], kinds["profile"], kinds["download"]) == (10, 5, 6, 118)
    assert sum(item.status == "withdrawn" for item in found.values()) == 4
    members = [member for item in found.values() for member in item.members]
    assert members
    assert all(f"{member}.md" in found for member in members)
    assert not [
        item.path
        for item in found.values()
        if re.search('<(script|style|iframe)|javascript:| on[a-z]+="', item.body)
    ]


@pytest.mark.skipif(not SITE.is_dir(), reason="the real site is not at hand")
def test_the_reference_data_of_a_real_site_is_read() -> None:
    topics = [normalise_topic(load(SITE, file)) for file in sorted((SITE / "_data/topics").glob("*.yaml"))]
    assert [note.order for note, _ in topics if note] == list(range(7))
    providers = [
        normalise_provider(load(SITE, file)) for file in sorted((SITE / "_data/organizations").iterdir())
    ]
    assert len(providers) == 70
    assert all(note and len(note.logos) == 2 and (note.logos[0].width or 0) < 100 for note, _ in providers)
    assert not [problem for _, problems in topics + providers for problem in problems]
