"""Acceptance: every record of a real site is read, and says what PyYAML says it says."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.base.problem import Problem
from generator.model.record import Record, SourceFile
from generator.read.field_names import KNOWN, NUMBERS, SECURED
from generator.read.files import read_file
from generator.read.leak_check import has_leak
from generator.read.record import read_record, read_site_data
from generator.read.scan import scan_content

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
SITE = SHARED / "data" / "powerapps"
SEEDS = SHARED / "seeds"
LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

here = pytest.mark.skipif(not SITE.is_dir(), reason="the shared data is not here")


def data_of(root: Path, file: SourceFile) -> bytes:
    data = read_file(root, file)
    assert isinstance(data, bytes)
    return data


def as_written(data: bytes) -> dict[str, Any]:
    """The front matter by PyYAML alone, every scalar as text."""
    fields = yaml.load(data.decode().split("\n---", 1)[0].removeprefix("---"), Loader=LOADER)
    assert isinstance(fields, dict)
    fields.pop(SECURED, None)
    return fields


def same(found: Any, written: Any, name: str = "") -> bool:
    """Compare a field with its text: numbers and truth values by what the text stands for."""
    if isinstance(found, dict):
        return found.keys() == written.keys() and all(same(found[key], written[key], key) for key in found)
    if isinstance(found, list):
        return len(found) == len(written) and all(map(same, found, written))
    if isinstance(found, str):
        return bool(found == written)
    return name in NUMBERS and found == {"true": True, "false": False}.get(written, _number(written))


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def names_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(names_in, value.values()))
    return set().union(*map(names_in, value)) if isinstance(value, list) else set()


@here
def test_every_record_of_a_real_site_is_read_as_written() -> None:
    listing = scan_content(SITE)
    assert listing.problems == ()
    assert len(listing.records) > 1370
    for file in listing.records:
        data = data_of(SITE, file)
        record, problems = read_record(file.path, data)
        assert record is not None, problems
        assert problems == ()
        assert same(record.fields, as_written(data)), file.path
        assert record.body == data.decode().split("\n---", 1)[1].partition("\n")[2].strip()
        assert SECURED not in names_in(record.fields)
        assert not has_leak(repr(record).encode())


@here
def test_every_name_a_real_site_uses_is_known() -> None:
    records = [read_record(file.path, data_of(SITE, file))[0] for file in scan_content(SITE).records]
    used = set().union(*(names_in(record.fields) for record in records if record))
    assert used <= KNOWN


@here
def test_all_reference_data_of_a_real_site_is_read() -> None:
    listing = scan_content(SITE)
    assert (len(listing.topics), len(listing.providers)) == (7, 70)
    for file in (*listing.topics, *listing.providers):
        reading = read_site_data(file.path, data_of(SITE, file))
        assert reading.record is not None
        assert reading.record.fields["name"]
        assert reading.problems == ()


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not here")
def test_the_seeds_are_read() -> None:
    read: list[tuple[Record | None, tuple[Problem, ...]]] = [
        read_record(file.path, data_of(SEEDS, file)) for file in scan_content(SEEDS).records
    ]
    assert len(read) == 3
    for record, problems in read:
        assert problems == ()
        assert record is not None
        assert record.fields["published"] is False
        assert record.fields["topics"] == ["Machine Learning", "AI"]
        assert "secured" not in repr(record)
