"""``site.toml`` and options become settings, or one error that names every fault with its line."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from generator.base.errors import SettingsError
from generator.model.settings import Settings
from generator.read.settings import CHECKS, load_settings

NONE: dict[str, dict[str, object]] = {}


def load(folder: Path, text: str, overrides: dict[str, dict[str, object]] = NONE) -> Settings:
    (folder / "site.toml").write_text(text, "utf-8")
    return load_settings(folder, overrides)


def refused(folder: Path, text: str, overrides: dict[str, dict[str, object]] = NONE) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        load(folder, text, overrides)
    message = caught.value.message.replace(f"{folder.as_posix()}/site.toml", "site.toml")
    return SettingsError(message, caught.value.hint)


def test_there_is_a_check_for_every_setting() -> None:
    model = {
        table.name: {field.encode_name for field in msgspec.structs.fields(table.type)}
        for table in msgspec.structs.fields(Settings)
    }
    assert {table: set(names) for table, names in CHECKS.items()} == model


def test_every_default_passes_its_own_check() -> None:
    for table, values in msgspec.to_builtins(Settings()).items():
        for name, value in values.items():
            assert CHECKS[table][name](value) == value


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path, {}) == Settings()
    assert load_settings(tmp_path / "missing", {"site": {}, "content": {}}) == Settings()
    assert load(tmp_path, "") == Settings()
    assert load(tmp_path, "\ufeff[lists]\nrelated = 0").lists.related == 0


def test_options_override_the_file(tmp_path: Path) -> None:
    text = '[site]\ntitle = " A site "\nbase_url = "https://a.example"\n[content]\ndrafts = false\n'
    settings = load(
        tmp_path, text, {"site": {"base_url": "https://b.example/x"}, "content": {"drafts": True}}
    )
    assert settings.site.title == "A site"
    assert settings.site.base_url == "https://b.example/x/"
    assert settings.content.drafts is True


def test_a_whole_number_is_accepted_for_any_number(tmp_path: Path) -> None:
    half_life = load(tmp_path, "[rank]\nhalf_life = 7").rank.half_life
    assert (half_life, type(half_life)) == (7.0, float)


def test_lists_are_sorted_without_duplicates(tmp_path: Path) -> None:
    feeds = load(tmp_path, '[feeds]\nformats = ["json", "rss", "json"]\nscopes = []').feeds
    assert (feeds.formats, feeds.scopes) == (("rss", "json"), ())


@pytest.mark.parametrize(
    ("setting", "value", "expected"),
    [
        ("site.base_url", '"a.example"', "expected a URL such as 'https://example.org/feed/'"),
        ("site.language", '"en_GB"', "a language tag such as 'en'"),
        ("site.timezone", '"Nowhere/Town"', "a time zone such as 'UTC'"),
        ("feeds.id_authority", '"a.example"', "your domain or email address"),
        ("feeds.formats", "[]", "a list of at least 1 of 'rss', 'atom', 'json', found an empty list"),
        (
            "feeds.formats",
            '["rss", "html"]',
            "a list of any of 'rss', 'atom', 'json', found ['rss', 'html']",
        ),
        ("feeds.formats", '"rss"', "a list of any of"),
        ("feeds.history", '["weekly"]', "a list of any of 'site', 'topics', 'providers', 'kinds'"),
        ("feeds.scopes", '[["site"]]', "a list of any of"),
        ("feeds.link", '"both"', "'source' or 'page'"),
        ("feeds.ttl", "-1", "a whole number of at least 0"),
        ("site.title", '"a\\u202eb"', "text without characters that change its direction"),
        ("site.author", '"a\\u2066b"', "text without characters that change its direction"),
        ("site.locale", '"deutsch"', "a language tag"),
        ("theme.navigation", '["topics", "Themen"]', "section names ('topics', 'providers', "),
        ("theme.navigation", '["labels"]', "'search') and links such as 'About us <https://"),
        ("theme.navigation", '"topics"', "a list of texts"),
        ("theme.navigation", '["a <b c>"]', "links such as 'About us <https://"),
        ("theme.logo", '"//assets/logo.png"', "the path of an image"),
        ("theme.logo", '"/assets/../../logo.png"', "the path of an image"),
        ("theme.logo", "1", "the path of an image"),
        ("site.title", '""', "a non-empty text"),
        ("site.title", '"  "', "a non-empty text"),
        ("site.title", '"a\\nb"', "text on one line"),
        ("site.title", "1", "a non-empty text"),
        ("site.title", "2021-12-15", "a non-empty text"),
        ("site.description", "true", "text on one line"),
        ("site.author", '"a\\u0000"', "text on one line"),
        ("site.id", '"a b"', "letters, digits"),
        ("site.id", '"ä"', "letters, digits"),
        ("content.unpromoted", '"yes"', "'include' or 'exclude'"),
        ("content.unpromoted", "true", "'include' or 'exclude'"),
        ("content.drafts", '"true"', "true or false"),
        ("content.drafts", "1", "true or false"),
        ("lists.page_size", '"many"', "a whole number of at least 1, found the text 'many'"),
        ("lists.page_size", "0", "at least 1, found 0"),
        ("lists.page_size", "1001", "at most 1000, found 1001"),
        ("lists.page_size", "2.0", "at least 1, found 2.0"),
        ("lists.page_size", "true", "at least 1, found true"),
        ("lists.page_size", "[20]", "found [20]"),
        ("lists.page_size", '"20"', "at least 1, found the text '20'"),
        ("images.include", '["a.example", 5]', "found ['a.example', 5]"),
        ("images.avif", '"yes"', "true or false, found the text 'yes'"),
        ("lists.page_size", "{a = 1}", "found a table"),
        ("lists.related", "-1", "at least 0"),
        ("lists.related", "21", "at most 20"),
        ("feeds.entries", "0", "at least 1"),
        ("feeds.entries", "1001", "at most 1000"),
        ("rank.half_life", "0", "a number from 0.01 to 3650, found 0"),
        ("rank.half_life", "nan", "a number from 0.01 to 3650"),
        ("rank.half_life", '"3"', "a number from 0.01 to 3650"),
        ("rank.quality", "-0.1", "a number from 0 to 100"),
        ("rank.heat", "inf", "a number from 0 to 100"),
        ("rank.promotion", "true", "a number from 0 to 100"),
    ],
)
def test_a_wrong_value_is_named_with_its_line(
    tmp_path: Path, setting: str, value: str, expected: str
) -> None:
    table, name = setting.split(".")
    error = refused(tmp_path, f"# a comment\n[{table}]\n\n{name} = {value}\n")
    assert error.message.startswith(f"site.toml:4: {setting}: expected ")
    assert expected in error.message
    assert "\n" not in error.message


@pytest.mark.parametrize(
    ("text", "where", "hint"),
    [
        ("[site]\ntitel = 'x'", "site.toml:2: site.titel: unknown setting", "site.title"),
        ("[site]\npage_size = 3", "site.toml:2: site.page_size: unknown setting", "lists.page_size"),
        ("[site]\nqqq = 3", "site.toml:2: site.qqq: unknown setting", "site.base_url"),
        ("\n[feed]\nentries = 3", "site.toml:2: feed: unknown setting", "[feeds]"),
        ("title = 'x'", "site.toml:1: title: unknown setting", "site.title"),
        ("zzz = 'x'", "site.toml:1: zzz: unknown setting", "[site]"),
        ("site = 'x'", "site.toml:1: site: expected a table", "[site]"),
        ("[[site]]\ntitle = 'x'", "site: expected a table, found a list", "[site]"),
        ("site.titel = 'x'", "site.toml:1: site.titel: unknown setting", "site.title"),
        ("'site'.'titel' = 'x'", "site.toml:1: site.titel: unknown setting", "site.title"),
        ("site = {titel = 'x'}", "site.toml:1: site.titel: unknown setting", "site.title"),
    ],
)
def test_an_unknown_setting_is_an_error_with_the_nearest_name(
    tmp_path: Path, text: str, where: str, hint: str
) -> None:
    error = refused(tmp_path, text)
    assert where in error.message
    assert hint in error.hint


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[site]\ntitle = 'a'\n[lists]\n[site]\n", "4: [site] is in the file twice (first on line 1)"),
        ("site.title = 'a'\n[site]\n", "2: [site] is in the file twice (first on line 1)"),
        ("[site]\ntitle = 'a'\ntitle = 'b'\n", "3: title is in the table twice (first on line 2)"),
        ("site.title = 'a'\nsite.title = 'b'\n", "2: site.title is in the table twice (first on line 1)"),
    ],
)
def test_what_is_there_twice_is_named_with_both_lines(tmp_path: Path, text: str, message: str) -> None:
    error = refused(tmp_path, text)
    assert error.message == f"site.toml:{message}"
    assert "quotes" not in error.hint


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[site\n", 1),
        ("[site]\ntitle = x", 2),
        ("[site]\ntitle = 'a' b\n", 2),
        ("a = " + "[" * 5000, 1),
    ],
)
def test_invalid_toml_is_an_error_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    error = refused(tmp_path, text)
    assert error.message.startswith(f"site.toml:{line}: not valid TOML")
    assert error.hint


def test_the_file_is_named_as_it_can_be_opened(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, "[site]\ntitel = 'x'", NONE)
    assert caught.value.message == f"{tmp_path.as_posix()}/site.toml:2: site.titel: unknown setting"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (
            "[pictures]\nmode = 'off'",
            "Choose one of [site], [content], [lists], [topics], [feeds], ",
        ),
        ("[search]\nzzz = true", "Choose one of search.enabled, search.limit."),
    ],
)
def test_a_name_like_no_other_lists_the_settings_of_its_table(tmp_path: Path, text: str, hint: str) -> None:
    assert refused(tmp_path, text).hint.startswith(hint)
    assert "feeds.entries" not in refused(tmp_path, text).hint


def test_all_problems_are_reported_at_once(tmp_path: Path) -> None:
    text = "[site]\ntitel = 'x'\nbase_url = 'y'\n[lists]\npage_size = 'many'\n"
    error = refused(tmp_path, text, {"content": {"drafts": "maybe"}, "feeds": {"entris": 3}})
    assert [line.split(": expected")[0].split(": unknown")[0] for line in error.message.splitlines()] == [
        "site.toml:2: site.titel",
        "site.toml:3: site.base_url",
        "site.toml:5: lists.page_size",
        "command line: content.drafts",
        "command line: feeds.entris",
    ]
    assert "site.title" in error.hint
    assert "feeds.entries" in error.hint


@pytest.mark.parametrize("data", [b"[site]\ntitle = '\xe9'", None])
def test_an_unreadable_file_is_an_error(tmp_path: Path, data: bytes | None) -> None:
    if data is None:
        (tmp_path / "site.toml").mkdir()
    else:
        (tmp_path / "site.toml").write_bytes(data)
    with pytest.raises(SettingsError, match=r"/site\.toml: (expected UTF-8|cannot read)") as caught:
        load_settings(tmp_path, {})
    assert caught.value.hint


def test_a_long_value_is_cut_in_the_message(tmp_path: Path) -> None:
    message: Any = refused(tmp_path, f"[site]\nlanguage = '{'x' * 5000}'").message
    assert len(message) < 250


@pytest.mark.parametrize("number", ["9" * 5000, "-" + "9" * 5000, "0x" + "f" * 5000, "9" * 25])
@pytest.mark.parametrize("setting", ["lists.page_size", "site.title", "site", "other"])
def test_a_number_of_thousands_of_digits_is_refused_and_not_shown(
    tmp_path: Path, number: str, setting: str
) -> None:
    error = refused(tmp_path, f"{setting} = {number}")
    assert "site.toml:1: " in error.message
    assert len(error.message) < 300


@pytest.mark.parametrize(
    ("text", "overrides", "base_url"),
    [
        ("domain = 'Radar.example'", {}, "https://radar.example/"),
        ("domain = 'bücher.example'", {}, "https://xn--bcher-kva.example/"),
        (
            "domain = 'radar.example'\nbase_url = 'https://radar.example/sub/'",
            {},
            "https://radar.example/sub/",
        ),
        ("domain = 'radar.example'", {"site": {"base_url": "https://b.example/"}}, "https://b.example/"),
        ("domain = ''", {}, "http://localhost:8000/"),
    ],
)
def test_a_domain_sets_the_base_url(tmp_path: Path, text: str, overrides: Any, base_url: str) -> None:
    assert load(tmp_path, f"[site]\n{text}\n", overrides).site.base_url == base_url


@pytest.mark.parametrize(
    "value", ["https://a.example", "a.example/b", "a.example:80", "localhost", "a b.example"]
)
def test_a_domain_is_a_host_name(tmp_path: Path, value: str) -> None:
    assert "site.domain: expected a domain" in refused(tmp_path, f"[site]\ndomain = '{value}'\n").message


def test_a_domain_and_a_base_url_name_one_host(tmp_path: Path) -> None:
    error = refused(tmp_path, "[site]\ndomain = 'a.example'\nbase_url = 'https://b.example/'\n")
    assert (
        error.message == "site.toml: site.domain: expected the host of base_url, b.example, found a.example"
    )
