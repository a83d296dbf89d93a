"""``sources.toml`` becomes settings, rules and sources, or one error that names every problem with its line."""

from pathlib import Path

import msgspec
import pytest

from generator.base.errors import SettingsError
from generator.ingest.sources_file import CHECKS, load_sources, parse_sources
from generator.model.ingest_sources import EntryRule, FetchSettings, RuleSet, Source, SourcesFile

FULL = """\
[fetch]
every = "2h"
folder = "_items"
excerpt = 200
max_age = 10
first_items = 5
update = "never"
pictures = "off"
authors = false
contact = "me@hedgerow.example"
lists = ["blogroll.opml"]

[rules]
drop = ["sponsored", 'url: /\\/deals\\//']
keep = ["bee"]
languages = ["en"]
min_title = 1
unmatched = "drop"

[[source]]
id = "hedgerow"
url = "https://hedgerow.example/feed.xml"
site = "https://hedgerow.example/"
name = "The hedgerow"
provider = "Hedgerow"
topics = ["Small Things"]
quality = 70
keep = ["category: Insects"]
drop = ["title: /^Podcast/"]
categories = { "Local weather" = "Weather", Sport = "" }
header = { Authorization = "env:HEDGEROW_TOKEN" }
allow_private = true
allow_provider = true
paused = true
published = false
locale = "de"
type = "video"
kind = "sitemap"
excerpt = 100
every = "1d"
languages = ["de"]

[[source]]
id = "quarry"
url = "https://quarry.example/feed"
"""


def refused(text: str) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        parse_sources(text, "sources.toml")
    return caught.value


def test_every_setting_is_read() -> None:
    file = parse_sources(FULL, "sources.toml")
    assert file.settings == FetchSettings(
        every=7200,
        folder="_items",
        excerpt=200,
        max_age=10,
        first_items=5,
        update="never",
        pictures="off",
        authors=False,
        contact="me@hedgerow.example",
        lists=("blogroll.opml",),
        languages=("en",),
        min_title=1,
        unmatched="drop",
    )
    assert file.rules == RuleSet(
        (
            EntryRule("sponsored", "text", "sponsored"),
            EntryRule("url: /\\/deals\\//", "url", pattern="\\/deals\\/"),
        ),
        (EntryRule("bee", "text", "bee"),),
    )
    hedgerow, quarry = file.sources
    assert (hedgerow.excerpt, hedgerow.every, hedgerow.languages, hedgerow.max_age) == (
        100,
        86_400,
        ("de",),
        10,
    )
    assert hedgerow.headers == (("Authorization", "HEDGEROW_TOKEN"),)
    assert hedgerow.categories == (("Local weather", "Weather"), ("Sport", ""))
    assert (hedgerow.kind, hedgerow.type, hedgerow.published, hedgerow.line) == (
        "sitemap",
        "video",
        False,
        20,
    )
    assert (quarry.excerpt, quarry.folder, quarry.unmatched, quarry.quality) == (200, "_items", "drop", None)


def test_there_is_a_check_for_every_setting_and_no_other() -> None:
    fields = {field.name for field in msgspec.structs.fields(FetchSettings)}
    assert CHECKS["fetch"].keys() | CHECKS["rules"].keys() == fields | {"drop", "keep"}
    names = {field.name for field in msgspec.structs.fields(Source)} - {"rules", "headers", "line"}
    assert CHECKS["source"].keys() == names | {"drop", "keep", "header"}


def test_every_setting_of_a_source_is_in_the_example() -> None:
    missing = {name for table in CHECKS.values() for name in table if f"\n{name} = " not in FULL}
    assert missing == set()


def test_without_a_file_there_are_no_sources(tmp_path: Path) -> None:
    assert load_sources(tmp_path) == SourcesFile()


def test_a_file_is_named_in_messages(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text("[fetch]\nevry = 1\n")
    with pytest.raises(SettingsError, match=r"/sources\.toml:2: fetch\.evry: unknown setting"):
        load_sources(tmp_path)


HEAD = '[[source]]\nid = "a"\nurl = "https://a.example/"\n'


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("[fetch]\nevry = '1h'", "sources.toml:2: fetch.evry: unknown setting", "Did you mean fetch.every?"),
        (
            f"{HEAD}topic = []",
            "sources.toml:4: source 'a': topic: unknown setting",
            "Did you mean source.topics?",
        ),
        (f"{HEAD}contact = ''", "sources.toml:4: source 'a': contact: unknown setting", "fetch.contact"),
        ("[fetc]\n", "sources.toml:1: fetc: unknown setting", "Did you mean [fetch]?"),
        ("fetch = 3", "sources.toml:1: fetch: expected a table, found 3", "Write [fetch]"),
        (
            "[source]\nid='a'",
            "sources.toml:1: source: expected blocks of [[source]], found a table",
            "two brackets",
        ),
        ("[[source]]\nid = 'a'", "sources.toml:1: source 'a': url: missing", "needs an id and a url"),
        ("[[source]]\nurl = 'https://a.example'", "sources.toml:1: source 1: id: missing", "needs an id"),
        (
            f"{HEAD}quality = '7'",
            "sources.toml:4: source 'a': quality: expected a whole number",
            "without quotes",
        ),
        (
            f"{HEAD}keep = [\n 'b',\n 'titel: x',\n]",
            "sources.toml:6: source 'a': keep[1]: expected",
            "title:",
        ),
        ("[rules]\ndrop = ['/(?i)x/']", "sources.toml:2: rules.drop[0]: expected a regular", "write /x/"),
        (
            f"{HEAD}{HEAD.replace('//a', '//b')}",
            "sources.toml:4: source 'a': the id is used twice",
            "its own",
        ),
        (
            f"{HEAD}[[source]]\nid = 'b'\nurl = 'https://a.example?utm_source=x'",
            "sources.toml:4: source 'b': url: the same URL as source 'a' (line 1)",
            "Remove one",
        ),
        (
            f"{HEAD}header = {{A = 'Bearer hidden'}}",
            "sources.toml:4: source 'a': header: expected a table",
            "Secrets",
        ),
        (
            "[[source]]\nid = 'a'\nurl = 'https://u:hidden@a.example/'",
            "sources.toml:3: source 'a': url:",
            "header",
        ),
        ("[fetch\n", "sources.toml:1: not valid TOML", "A table is [name]"),
    ],
)
def test_a_problem_has_its_line_and_a_hint(text: str, message: str, hint: str) -> None:
    error = refused(text)
    assert error.message.startswith(message)
    assert hint in error.hint
    assert "hidden" not in f"{error.message}{error.hint}"


def test_all_problems_are_reported_at_once_in_file_order() -> None:
    lines = refused("[[source]]\nid = 'A'\n[fetch]\nevery = '1'\n[rules]\nkeep = [3]\n").message.splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        "sources.toml:1",
        "sources.toml:2",
        "sources.toml:4",
        "sources.toml:6",
    ]
