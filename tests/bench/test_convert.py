import json
from pathlib import Path

import pytest
import yaml

from bench.corpus import make_corpus
from bench.front_matter import document
from bench.peers.hugo.convert import Converter, convert

HARD_TEXTS = [
    "no",
    "12",
    "1:30",
    "2021-12-15",
    "a: b",
    "# not a comment",
    "“quoted”",
    'say "so"',
    "- a",
    "null",
    "",
    "é\u2028x",
]


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_front_matter_reads_back_as_it_was_written(text: str) -> None:
    fields = {
        "title": text,
        "list": [text, {"name": text, "more": [text]}],
        "map": {"inner": {"x": text}},
        "n": 3,
    }
    assert yaml.safe_load(document(fields).removeprefix("---\n").removesuffix("---\n")) == fields


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("content")
    make_corpus(400, 5, out)
    return out


@pytest.fixture(scope="module")
def converter(content: Path) -> Converter:
    return Converter(content)


def test_a_site_has_a_page_for_every_public_article_once(converter: Converter) -> None:
    assert len({entry.key for entry in converter.entries}) == len(converter.entries)
    assert len(set(converter.pages.values())) == len(converter.entries)
    assert 380 < len(converter.entries) < 400


def test_types_dates_and_duplicates_are_those_of_our_own_site(tmp_path: Path) -> None:
    def record(name: str, **fields: object) -> None:
        (tmp_path / "posts").mkdir(exist_ok=True)
        (tmp_path / "posts" / f"{name}.md").write_text(document(fields), "utf-8")

    record(
        "a", type="answer", title="A", publishedDateTime="2024-05-01 10:00", originalUrl="https://a.example/1"
    )
    record(
        "b",
        type="answer",
        title="B",
        publishedDateTime="2 May 2024",
        webUrl="https://a.example/1?utm_source=x",
    )
    record("c", title="C", publishedDateTime="2024-05-03", topics=["Clocks", "clocks"])
    record("d", type="thread", title="Q &amp; A")
    entries = Converter(tmp_path).entries
    assert [(entry.title, entry.moment[:10]) for entry in entries] == [
        ("C", "2024-05-03"),
        ("A", "2024-05-01"),
        ("Q & A", ""),
    ]
    assert {entry.kind for entry in entries} == {"article"}, "the types that the program knows"
    assert entries[0].fields["topics"] == ["Clocks"]


def test_nothing_sealed_reaches_hugo(content: Path, tmp_path: Path) -> None:
    convert(content, tmp_path / "site")
    for file in (tmp_path / "site" / "content").rglob("*.*"):
        assert "secured" not in file.read_text("utf-8")


def test_related_articles_of_the_site_lead_to_pages(converter: Converter) -> None:
    pages = {f"/{page}" for page in converter.pages.values()}
    named = [
        related for entry in converter.entries for related in converter.front_matter(entry).get("related", ())
    ]
    inside = [related["page"] for related in named if "page" in related]
    assert inside
    assert set(inside) <= pages
    assert len(inside) > 0.9 * len(named)


def test_topics_above_an_entrys_own_are_listed_too(converter: Converter) -> None:
    assert converter.topics.rolled_up(["wind-power"]) == ["wind-power", "energy"]
    assert converter.topics.data["energy"]["children"] == [
        "wind-power",
        "solar-power",
        "storage",
        "power-grids",
    ]


def test_keywords_are_few_and_shared(converter: Converter) -> None:
    matters = [converter.front_matter(entry).get("keywords", []) for entry in converter.entries]
    assert max(map(len, matters)) <= 5
    flat = [word for words in matters for word in words]
    assert all(2 <= flat.count(word) <= 40 or word in converter.entries[0].title for word in flat[:20])


def test_every_provider_of_a_page_is_described(content: Path, tmp_path: Path) -> None:
    converter = convert(content, tmp_path / "site")
    described = json.loads((tmp_path / "site" / "data" / "providers.json").read_text("utf-8"))
    used = {place for entry in converter.entries for place in converter.providers.places(entry)}
    assert used == described.keys()


def test_a_page_says_what_its_record_says_with_entities_decoded(tmp_path: Path) -> None:
    fields = {
        "title": "Q&amp;A: the loom&#8217;s year",
        "excerpt": "One&nbsp;thread",
        "publishedDateTime": "2024-03-01T10:00:00Z",
        "originalUrl": "https://a.example/x",
        "published": False,
        "topics": ["Craft"],
        "secured": "abc;def",
    }
    (tmp_path / "a.md").write_text(document(fields, '<p onclick="x()">Body</p><script>no</script>'), "utf-8")
    converter = Converter(tmp_path)
    (entry,) = converter.entries
    page = converter.front_matter(entry)
    assert (page["title"], page["excerpt"]) == ("Q&A: the loom’s year", "One thread")
    assert (page["promoted"], page["topics"], page["days"]) == (False, ["craft"], ["2024-03-01"])
    assert entry.body == "<p>Body</p>"
    assert "secured" not in page
    assert converter.file(entry) == "article/2024-03-01-q-a-the-loom-s-year.html"
