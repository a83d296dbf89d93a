"""Field cases of identity, languages and dates: inputs of the kinds that other generators got wrong, all invented."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.support.headlines import FINDS, HEADLINES
from tests.support.site_kit import Site, difference

DAY = "2026-03-01T10:00:00Z"


def record(name: str, title: str, moment: str = DAY, **fields: Any) -> dict[str, Any]:
    return {
        "title": title,
        "publishedDateTime": moment,
        "originalUrl": f"https://source.example/{name}",
        **fields,
    }


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path, workers=1)


def built(site: Site, **options: Any) -> list[str]:
    """Build, compare with a build from nothing, and return the messages."""
    report = site.build(**options)
    assert not difference(site.tree(), site.clean(**options))
    return [problem.message for problem in report.problems]


def page(site: Site, path: str) -> str:
    return (site.output / path / "index.html").read_text("utf-8")


def folders(site: Site, path: str) -> dict[str, str]:
    """Return the heading of each page directly below a folder, by name."""
    pages = {file.parent.name: file.read_text("utf-8") for file in (site.output / path).glob("*/index.html")}
    heading = re.compile(r'<h1[^>]*>(?:.*<bdi class="p-name">)?([^<>]*)</')
    return {name: found[1].strip() for name, text in pages.items() if (found := heading.search(text))}


def guids(site: Site) -> dict[str, str]:
    feed = (site.output / "feed.rss").read_text("utf-8")
    return dict(re.findall(r"<item><title>(.*?)</title>.*?<guid[^>]*>(.*?)</guid>", feed, re.DOTALL))


NAMES = [
    ("Cá", "Cà"),
    ("Año", "Ano"),
    ("Mål", "Mal"),
    ("Край", "Краи"),
    ("Bär", "Bar"),
    ("Pêche", "Péché"),
    ("Ёлка", "Елка"),
    ("ガラス", "カラス"),
    ("Åre", "Are"),
]


@pytest.mark.parametrize(("one", "other"), NAMES)
def test_08_names_that_differ_by_an_accent_are_two(site: Site, one: str, other: str) -> None:
    for name in (one, other):
        provider = {"name": name, "domain": "video.example"}
        site.record(f"{name}.md", record(name, f"About {name}", topics=[name], provider=provider))
    built(site)
    topics, providers = folders(site, "topics"), folders(site, "providers/video.example")
    assert sorted(topics.values()) == sorted(providers.values()) == sorted([one, other])
    site.record("later.md", record("later", "Later", "2026-03-02T10:00:00Z", topics=[other, one]))
    built(site)
    assert folders(site, "topics") == topics
    for slug, name in topics.items():
        assert f"About {name}" in page(site, f"topics/{slug}")


def test_08_one_name_in_other_forms_is_one(site: Site) -> None:
    for number, name in enumerate(["Cafe\u0301", "CAFÉ", "  Café ", "café", "Ｃafé"]):
        site.record(f"{number}.md", record(str(number), f"No. {number}", topics=[name]))
    built(site)
    assert list(folders(site, "topics")) == ["cafe"]


@pytest.mark.parametrize(
    "moved", ["_newsletters/letter-12.md", "_letters/2026/12.md", "_newsletters/12.markdown", "12.html"]
)
def test_11_an_id_does_not_follow_the_file(site: Site, moved: str) -> None:
    fields = {"title": "Letter 12", "publishedDateTime": DAY}
    site.record("_newsletters/12.md", fields, "Hello.")
    site.record("other.md", record("other", "Other"))
    built(site)
    before = guids(site)
    (site.content / moved).parent.mkdir(parents=True, exist_ok=True)
    (site.content / "_newsletters/12.md").rename(site.content / moved)
    built(site)
    assert guids(site) == before
    assert len(before) == 2


def test_11_an_id_of_its_own_outlives_title_and_day(site: Site) -> None:
    site.record("12.md", {"title": "Letter 12", "publishedDateTime": DAY, "id": "letter-12"})
    built(site)
    (before,) = guids(site).values()
    (site.content / "12.md").unlink()
    renamed = {"title": "A dozen letters", "publishedDateTime": "2026-03-02", "id": "letter-12"}
    site.record("x/dozen.md", renamed)
    built(site)
    assert guids(site) == {"A dozen letters": before}


def test_11_two_letters_of_one_day_and_title_are_both_there(site: Site) -> None:
    for hour in ("09", "10"):
        site.record(f"{hour}.md", {"title": "Letter", "publishedDateTime": f"2026-03-01T{hour}:00:00Z"})
    assert not built(site)
    feed = (site.output / "feed.rss").read_text("utf-8")
    before = sorted(re.findall(r"<guid[^>]*>(.*?)</guid>", feed))
    assert len(set(before)) == 2
    (site.content / "09.md").rename(site.content / "99.md")
    built(site)
    assert (
        sorted(re.findall(r"<guid[^>]*>(.*?)</guid>", (site.output / "feed.rss").read_text("utf-8")))
        == before
    )


@pytest.mark.parametrize("hour", ["09", "10", "11"])
def test_u3_an_old_address_never_shows_another_article(site: Site, hour: str) -> None:
    site.record("b.md", record("b", "Weekly links", provider={"name": "B", "domain": "b.example"}))
    built(site)
    path = "2026/03/01/weekly-links"
    assert "https://source.example/b" in page(site, path)
    late = record(
        "a", "Weekly links", f"2026-03-01T{hour}:00:00Z", provider={"name": "A", "domain": "a.example"}
    )
    site.record("a.md", late)
    built(site)
    own = [each for each in folders(site, "2026/03/01") if each != "weekly-links"]
    assert len(own) == 2
    assert all(f"/{path.rpartition('/')[0]}/{each}/" in page(site, path) for each in own)
    assert 'content="noindex"' in page(site, path)
    site.record("b.md", record("b", "Weekly links", removed=True))
    built(site)
    assert "https://source.example/a" not in re.sub(
        "<article.*?</article>", "", page(site, path), flags=re.DOTALL
    )
    assert len(folders(site, "2026/03/01")) == 2, "the path of what was withdrawn is not given away"


def test_u3_with_a_ledger_the_public_one_keeps_its_address(site: Site) -> None:
    address = {
        "base_url": "https://site.example/"
    }  # a ledger begins with the first build for a public address
    options: dict[str, Any] = {"overrides": {"feeds": {"ledger": "ledger.tsv"}, "site": address}}
    site.record("b.md", record("b", "Weekly links"))
    site.build(**options)
    site.record("a.md", record("a", "Weekly links", "2026-03-01T09:00:00Z"))
    site.build(**options)
    assert "https://source.example/b" in page(site, "2026/03/01/weekly-links")
    assert len(folders(site, "2026/03/01")) == 2


def test_fragments_that_name_a_page_belong_to_an_address(site: Site) -> None:
    for number, address in enumerate(["#/one", "#/two", "#!three", "#!four?utm_source=x", "#top", "#end"]):
        fields = record("x", f"Title {number}") | {"originalUrl": f"https://app.example/{address}"}
        site.record(f"{number}.md", fields)
    messages = built(site)
    assert len(guids(site)) == 5
    assert messages == [
        "same article as '4.md' (same URL, because what follows # does not count): this record is left out"
    ]


def neighbours(site: Site) -> dict[str, list[str]]:
    """Return the related items of every item, by title, as its page shows them."""
    found = {}
    for file in (site.output / "2026").glob("*/*/*/index.html"):
        text = unescape(file.read_text("utf-8"))
        heading = re.search(r"<h1[^>]*>([^<]*)</h1>", text)
        aside = re.search(r"<aside.*?</aside>", text, re.DOTALL)
        assert heading
        links = (
            re.findall(r'<a (?:dir="auto" )?(?:lang="[^"]*" )?href=[^>]*>([^<]*)</a>', aside[0])
            if aside
            else []
        )
        found[heading[1]] = links
    return found


@pytest.mark.parametrize("language", sorted(HEADLINES))
def test_13_and_14_the_nearest_headline_is_about_the_same(site: Site, language: str) -> None:
    """The days are shuffled, so that the nearest in time is of another group."""
    site.write("site.toml", f'[site]\nlanguage = "{language}"\n[search]\nenabled = false\n')
    groups = HEADLINES[language]
    for number in range(12):
        title = groups[number % 4][number // 4]
        site.record(
            f"{number}.md", record(str(number), title, f"2026-03-{number + 1:02}T10:00:00Z", topics=["News"])
        )
    site.build()
    near = neighbours(site)
    right = [title for group in groups for title in group if near[title][0] in group]
    assert len(right) >= 11


TRAINS = [
    "新幹線の新型車両が東京駅で公開",
    "東京の新幹線が雪で運休",
    "雪で新幹線が止まる、東京駅は混雑",
    "日本の新幹線の歴史",
]
OTHERS = [
    "猫の健康診断の費用",
    "家庭菜園でトマトを育てる",
    "円安で輸入食品が値上がり",
    "図書館の休館日が増える",
]


def test_13_trains_stand_beside_trains(site: Site) -> None:
    for number, title in enumerate([title for pair in zip(TRAINS, OTHERS, strict=True) for title in pair]):
        moment = f"2026-03-0{number + 1}T10:00:00Z"
        site.record(f"{number}.md", record(str(number), title, moment, topics=["News"]))
    site.build()
    near = neighbours(site)
    assert all(set(near[title][:3]) == set(TRAINS) - {title} for title in TRAINS)


GERMAN = {
    "Was die Bahn über ihre neuen Züge nicht sagt": "Verkehr",
    "Was die Ärzte über ihre Patienten nicht sagen": "Medizin",
    "Warum die Bank nicht über ihre Zinsen spricht": "Geld",
    "Züge der Bahn fallen aus": "Reisen",
    "Bahn bestellt Züge in Spanien": "Wirtschaft",
    "Neue Züge, neue Fahrpläne": "Reisen",
}


@pytest.mark.parametrize("locale", [None, "de-CH"])
def test_14_words_that_say_nothing_make_nothing_related(site: Site, locale: str | None) -> None:
    """The language is the site's, or the record's."""
    site.write("site.toml", f'[site]\nlanguage = "{"en" if locale else "de"}"\n[lists]\nrelated = 3\n')
    for number, (title, topic) in enumerate(GERMAN.items()):
        moment = f"2026-03-0{number + 1}T10:00:00Z"
        site.record(f"{number}.md", record(str(number), title, moment, topics=[topic], locale=locale))
    site.build()
    first = next(iter(GERMAN))
    assert set(neighbours(site)[first]) == {title for title in GERMAN if "Züge" in title} - {first}


def notes(month: str) -> dict[str, Any]:
    return record(month, f"Notes of {month}", f"{month}-12T09:00:00Z")


@pytest.mark.parametrize("again", [1, 3, 20])
def test_02_a_site_that_is_taken_up_again_has_its_own_dates(site: Site, again: int) -> None:
    for month in [f"{year}-{month}" for year in (2012, 2013, 2014) for month in ("02", "06", "10")]:
        site.record(f"{month}.md", notes(month))
    for day in range(1, again + 1):
        site.record(f"again-{day}.md", record(f"again-{day}", f"Again {day}", f"2026-03-{day:02}T09:00:00Z"))
    assert not built(site)
    feed = (site.output / "feed.rss").read_text("utf-8")
    assert feed.count("Mar 2026 09:00:00 +0000</pubDate>") == again


@pytest.mark.parametrize("written", ["2099-01-01T00:00:00Z", "9026-03-01", "2062-03-01T10:00:00+02:00"])
@pytest.mark.parametrize("hold", [True, False])
def test_02_a_date_that_nothing_supports_is_held_back_with_a_warning(
    site: Site, written: str, hold: bool
) -> None:
    site.write("site.toml", "" if hold else "[content]\nhold_back_dates = false\n")
    site.record("slip.md", record("slip", "Slip", written))
    site.record("new.md", record("new", "New"))
    messages = built(site)
    feed = (site.output / "feed.rss").read_text("utf-8")
    assert (written[:4] in "".join(re.findall("<pubDate>.*?<", feed))) is not hold
    assert [message[:10] for message in messages] == ([written[:10]] if hold else [])
    assert written[:4] in page(site, f"{written[:10].replace('-', '/')}/slip")


@pytest.mark.parametrize("language", sorted(FINDS))
def test_12_what_is_searched_for_is_in_the_entries(language: str, site: Site) -> None:
    """The index has every pair of the question. ``tests/browser/test_search_languages.py`` asks a browser."""
    from generator.base.words import search_pairs

    for words, number in FINDS[language]:
        wanted = search_pairs(words).split()[:-1]
        texts = [search_pairs(title).split() for title in HEADLINES[language][number]]
        assert sum(set(wanted) <= set(text) for text in texts) >= 2
