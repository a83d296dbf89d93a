import hashlib
import re
from base64 import b64decode
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from bench.cast import TOPICS
from bench.corpus import main, make_corpus
from bench.multiply import multiply, variant

SIZE = 1500
Fields = dict[str, Any]


def digest(folder: Path) -> str:
    state = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            state.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return state.hexdigest()


def read(file: Path) -> Fields:
    loaded = yaml.load(file.read_text("utf-8")[3:].partition("\n---\n")[0], yaml.CSafeLoader)
    assert isinstance(loaded, dict)
    return loaded


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("corpus")
    make_corpus(SIZE, 7, out)
    return out


@pytest.fixture(scope="module")
def records(corpus: Path) -> dict[str, Fields]:
    files = [
        file for file in corpus.rglob("*.*") if "_data" not in file.parts and file.suffix in (".md", ".html")
    ]
    return {file.relative_to(corpus).as_posix(): read(file) for file in files}


@pytest.fixture(scope="module")
def news(records: dict[str, Fields]) -> list[Fields]:
    return [fields for path, fields in records.items() if path.startswith("_news/")]


def test_the_same_seed_makes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        make_corpus(60, 3, tmp_path / name)
    assert digest(tmp_path / "one") == digest(tmp_path / "two")


def test_another_seed_makes_another_site(tmp_path: Path) -> None:
    make_corpus(60, 3, tmp_path / "three")
    make_corpus(60, 4, tmp_path / "four")
    assert digest(tmp_path / "three") != digest(tmp_path / "four")


@pytest.mark.parametrize("size", [12, 40, 333])
def test_there_are_as_many_records_as_asked_for_and_all_kinds(size: int, tmp_path: Path) -> None:
    assert main(["--size", str(size), "--out", str(tmp_path)]) == 0
    files = [
        file
        for file in tmp_path.rglob("*.*")
        if file.suffix in (".md", ".html") and "_data" not in file.parts
    ]
    assert len(files) == size
    folders = {file.relative_to(tmp_path).parent.as_posix() for file in files}
    assert folders == {
        "_news",
        "_learning/videos",
        "_learning/courses",
        "_learning/collections",
        "_samples",
        "_people",
        "_communities",
        "_newsletters",
    }


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("mine", "utf-8")
    with pytest.raises(SystemExit):
        main(["--size", "3", "--out", str(tmp_path)])
    assert [file.name for file in tmp_path.iterdir()] == ["mine.md"]


def share(fields: list[Fields], holds: Any) -> float:
    return sum(1 for each in fields if holds(each)) / len(fields)


def test_shares_are_those_of_real_sites(records: dict[str, Fields], news: list[Fields]) -> None:
    assert 0.8 < len(news) / SIZE < 0.9
    assert 0.2 < share(news, lambda each: "related" in each) < 0.3
    assert 0.35 < share(news, lambda each: each["published"] is False) < 0.85
    assert 0.75 < share(news, lambda each: "images" in each) < 0.95
    excerpted = [each for each in records.values() if each.get("excerpt")]
    assert 0.1 < share(excerpted, lambda each: "&" in each["excerpt"]) < 0.22


def test_some_addresses_occur_twice(records: dict[str, Fields]) -> None:
    addresses = Counter(each["originalUrl"] for each in records.values() if "originalUrl" in each)
    assert 0.01 < sum(count - 1 for count in addresses.values()) / SIZE < 0.035


def test_related_articles_are_mostly_records_of_the_site(news: list[Fields]) -> None:
    addresses = {each["originalUrl"] for each in news}
    related = [each["related"] for each in news if "related" in each]
    inside = share([{"all": every} for every in related], lambda each: each["all"][0]["webUrl"] in addresses)
    assert inside > 0.95
    assert any(brief["webUrl"] not in addresses for briefs in related for brief in briefs)


def test_excerpts_have_real_lengths(records: dict[str, Fields]) -> None:
    lengths = sorted(len(each["excerpt"]) for each in records.values() if each.get("excerpt"))
    assert lengths[-1] <= 726
    assert lengths[-1] > 500
    assert 180 < lengths[len(lengths) // 2] < 280


def test_sealed_values_have_the_shape_of_real_ones(records: dict[str, Fields]) -> None:
    sealed = [each["secured"] for each in records.values() if "secured" in each]
    assert len(sealed) > 0.9 * SIZE
    assert len(set(sealed)) == len(sealed)
    for value in sealed:
        cipher, vector = value.split(";")
        assert len(b64decode(cipher, validate=True)) % 16 == 0
        assert len(b64decode(vector, validate=True)) == 16


def test_most_providers_have_one_or_two_items_and_a_few_have_many(news: list[Fields]) -> None:
    counts = Counter((each["provider"]["domain"], each["provider"]["name"]) for each in news)
    assert len(counts) > 100
    assert share([{"count": count} for count in counts.values()], lambda each: each["count"] <= 2) > 0.6
    assert counts.most_common(1)[0][1] > 30
    names = Counter(domain for domain, _ in counts)
    assert names.most_common(1)[0][1] > 1


def test_topics_form_a_tree_and_are_skewed(corpus: Path, news: list[Fields]) -> None:
    notes = [
        yaml.safe_load(file.read_text("utf-8"))
        for file in sorted((corpus / "_data" / "topics").glob("*.yaml"))
    ]
    assert len(notes) == len(TOPICS)
    assert 18 <= len(notes) <= 24
    assert {note["parent"] for note in notes if "parent" in note} < {note["name"] for note in notes}
    counts = Counter(each["topics"][0] for each in news).most_common()
    assert counts[0][1] > 5 * counts[-1][1]


def test_dates_span_years_and_some_days_are_busy(news: list[Fields]) -> None:
    days = Counter(str(each["publishedDateTime"])[:10] for each in news)
    years = Counter(day[:4] for day in days.elements())
    assert len(years) == 6
    assert years["2025"] > 2 * years["2020"]
    assert max(days.values()) >= 5


def test_bodies_are_html_in_samples_and_newsletters(corpus: Path) -> None:
    for file in (*(corpus / "_samples").iterdir(), *(corpus / "_newsletters").iterdir()):
        assert "<p>" in file.read_text("utf-8").partition("\n---\n")[2]
    assert all(file.read_text("utf-8").endswith("---\n") for file in (corpus / "_news").iterdir())


def test_collections_name_records_that_exist(records: dict[str, Fields]) -> None:
    stems = {path.rpartition(".")[0] for path in records}
    for path, fields in records.items():
        if path.startswith("_learning/collections/"):
            assert fields["items"]
            assert {f"_learning/{name}" for name in fields["items"]} <= stems


def test_logos_of_described_providers_are_there(corpus: Path) -> None:
    notes = [read(file) for file in (corpus / "_data" / "organizations").iterdir()]
    assert notes
    for note in notes:
        for image in note["images"]:
            assert (corpus / image["url"].lstrip("/")).read_bytes().startswith(b"\x89PNG")


def test_multiplied_records_are_distinct(corpus: Path, tmp_path: Path) -> None:
    count = 2 * SIZE + 100
    multiply(corpus, count, tmp_path)
    files = list((tmp_path / "_news").iterdir())
    assert len([file for file in tmp_path.rglob("*.*") if file.suffix in (".md", ".html")]) >= count
    titles = Counter(re.search(r"^title: .*$", file.read_text("utf-8"), re.MULTILINE)[0] for file in files)  # type: ignore[index]
    assert titles.most_common(1)[0][1] == 1


RECORD = """---
title: "A quiet loom"
publishedDateTime: 2024-03-01T10:00:00Z
originalUrl: https://a.example/x?y=1
webUrl: "https://a.example/z"
related:
  - title: "Another"
    webUrl: "https://a.example/other"
items:
  - videos/one
---
title: not this one
"""


def test_a_copy_differs_in_title_addresses_and_day_alone() -> None:
    assert variant(RECORD, 2) == (
        RECORD.replace("A quiet loom", "A quiet loom (3)")
        .replace("2024-03-01", "2024-02-24")
        .replace("x?y=1", "x?y=1&copy=2")
        .replace("a.example/z", "a.example/z?copy=2")
        .replace("a.example/other", "a.example/other?copy=2")
        .replace("videos/one", "videos/one-copy2")
    )
