"""The demo site: what it shows, that its pictures are what its records say, and that it is ours."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import frontmatter
import pytest
import yaml
from PIL import Image

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
ENDINGS = (".md", ".markdown", ".html", ".txt")
RECORDS = sorted(file for file in CONTENT.rglob("*") if file.suffix in ENDINGS and "_data" not in file.parts)

FIELD_NAMES = """
actions affiliation aliases ampWebUrl bio category cdnAmpWebUrl draft excerpt featuredContent heat images items length
levels linkedin locale location members name originalUrl price provider published publishedDateTime quality ratings
related removed secured slug tags title topics twitter type updatedDateTime webUrl website
"""
KINDS = {"article", "video", "course", "download", "collection", "profile", "forum"}
REAL = {
    "power-technology.com",
    "railway-technology.com",
    "just-style.com",
    "pharmaceutical-technology.com",
    "mining-technology.com",
    "ictsd.org",
    "cdnictsd.ictsd.org",
}
"""Domains of the three records that carry facts of real ones. All others are invented."""

PLAYERS = {"youtube.com", "youtube-nocookie.com"}


def fields_of(file: Path) -> dict[str, Any]:
    fields: dict[str, Any] = frontmatter.loads(file.read_text("utf-8")).metadata
    return fields


def pictures() -> Iterator[dict[str, Any]]:
    def inside(value: Any) -> Iterator[dict[str, Any]]:
        if isinstance(value, dict):
            if str(value.get("url", "")).startswith("/assets/"):
                yield value
            value = list(value.values())
        if isinstance(value, list):
            for each in value:
                yield from inside(each)

    for file in (*RECORDS, *CONTENT.glob("_data/organizations/*.md")):
        yield from inside(fields_of(file))
    for file in CONTENT.glob("_data/topics/*.yaml"):
        yield from inside(yaml.safe_load(file.read_text("utf-8")))


def test_every_field_kind_and_ending_occurs() -> None:
    found = [fields_of(file) for file in RECORDS]
    assert {name for fields in found for name in fields} == set(FIELD_NAMES.split())
    assert {fields["type"] for fields in found} == KINDS
    assert {file.suffix for file in RECORDS} == set(ENDINGS)
    assert len(RECORDS) >= 30


def test_every_local_picture_is_there_in_the_size_that_records_say() -> None:
    named = list(pictures())
    assert len(named) > 40
    for picture in named:
        file = CONTENT / picture["url"][1:]
        with Image.open(file) as image:
            if "width" in picture:
                assert image.size == (picture["width"], picture["height"]), picture["url"]


def test_every_picture_is_used_and_small() -> None:
    files = [file for file in (CONTENT / "assets").rglob("*") if file.is_file()]
    used = {CONTENT / picture["url"][1:] for picture in pictures()}
    assert set(files) == used
    assert max(file.stat().st_size for file in files) <= 40_000
    assert sum(file.stat().st_size for file in files) <= 1_200_000


@pytest.mark.parametrize("file", RECORDS, ids=lambda file: file.name)
def test_invented_sources_live_under_example_domains(file: Path) -> None:
    for host in re.findall(r"https?://([^/\s\"'?#<>\\]+)", file.read_text("utf-8")):
        domain = host.removeprefix("www.")
        assert domain.endswith(".example") or domain in REAL | PLAYERS, host


def test_nothing_of_the_older_system_is_in_it() -> None:
    seeds = ROOT.parent / "shared" / "seeds"
    if not seeds.is_dir():
        pytest.skip("the three first records are not here")
    texts = [file.read_text("utf-8") for file in RECORDS]
    for seed in seeds.glob("*.txt"):
        fields = fields_of(seed)
        sentences = [fields["excerpt"], fields["secured"], *[each["excerpt"] for each in fields["related"]]]
        assert not any(sentence[:60] in text for sentence in sentences for text in texts)
        assert any(fields["title"] in text and fields["originalUrl"] in text for text in texts)
