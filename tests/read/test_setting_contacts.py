"""What ``[metadata]`` and ``[security]`` may say."""

from pathlib import Path

import pytest

from generator.base.errors import SettingsError
from generator.base.setting_types import InvalidSetting
from generator.model.settings import Settings
from generator.read import setting_contacts as contacts
from generator.read.settings import load_settings

WHOLE = '[security]\ncontact = ["mailto:a@x.example"]\nexpires = "2027-06-30T00:00:00Z"\n'


def load(folder: Path, text: str) -> Settings:
    (folder / "site.toml").write_text(text, "utf-8")
    return load_settings(folder, {})


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ('"2027-06-30T00:00:00Z"', "2027-06-30T00:00:00Z"),
        ('"2027-06-30t02:00:00+02:00"', "2027-06-30T00:00:00Z"),
        ("2027-06-30T02:00:00+02:00", "2027-06-30T00:00:00Z"),
        ("2027-06-30 00:00:00.5Z", "2027-06-30T00:00:00Z"),
    ],
)
def test_a_moment_is_kept_in_utc(tmp_path: Path, given: str, kept: str) -> None:
    settings = load(tmp_path, f'[security]\ncontact = ["tel:+1-201-555-0123"]\nexpires = {given}\n')
    assert settings.security.expires == kept


@pytest.mark.parametrize(
    "given",
    [
        '"2027-06-30"',
        "2027-06-30",
        "2027-06-30T00:00:00",
        '"2027-13-30T00:00:00Z"',
        '"2027-06-30T00:00:00"',
        '"next year"',
        '"0001-01-01T00:00:00+23:00"',
        '"2027-06-30T00:00:00Z\\nContact: mailto:evil@x.example"',
        "2027",
        "true",
    ],
)
def test_a_malformed_moment_is_an_error_that_shows_one(tmp_path: Path, given: str) -> None:
    with pytest.raises(SettingsError, match=r"security\.expires.*'2027-06-30T00:00:00Z', found"):
        load(tmp_path, f'[security]\ncontact = ["mailto:a@x.example"]\nexpires = {given}\n')


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ('[security]\ncontact = ["mailto:a@x.example"]', "security.expires"),
        ('[security]\nexpires = "2027-06-30T00:00:00Z"', "security.contact"),
        ('[security]\npolicy = ["https://x.example/policy"]', "security.contact"),
    ],
)
def test_a_missing_setting_that_others_require_is_an_error(tmp_path: Path, text: str, missing: str) -> None:
    with pytest.raises(SettingsError, match=missing) as caught:
        load(tmp_path, text)
    assert missing.partition(".")[2] in caught.value.hint


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("security.contact", '["a@x.example"]'),
        ("security.contact", '["http://x.example/"]'),
        ("security.contact", '["mailto:a@x.example\\nExpires: never"]'),
        ("security.contact", '"mailto:a@x.example"'),
        ("security.policy", '["http://x.example/"]'),
        ("security.encryption", "[1]"),
        ("security.acknowledgments", '["https://x.example/\\u2028"]'),
        ("security.languages", '["English please"]'),
        ("security.languages", '"en"'),
        ("metadata.twitter", '"weeknotes"'),
        ("metadata.twitter", '"@a-b"'),
        ("metadata.humans", '["a\\nb"]'),
        ("metadata.humans", '"me"'),
        ("metadata.canonical", '"elsewhere"'),
    ],
)
def test_invalid_values_are_refused(tmp_path: Path, setting: str, value: str) -> None:
    table, name = setting.split(".")
    with pytest.raises(SettingsError, match=rf"{table}\.{name}: expected"):
        load(tmp_path, f"[{table}]\n{name} = {value}\n")


def test_valid_values_are_kept(tmp_path: Path) -> None:
    text = (
        f'{WHOLE}languages = ["en", "de"]\n[metadata]\ntwitter = "@weeknotes"\nhumans = ["Ada: everything"]\n'
    )
    settings = load(tmp_path, text)
    assert settings.security.languages == ("en", "de")
    assert settings.metadata.humans == ("Ada: everything",)
    assert settings.metadata.twitter == "@weeknotes"


@pytest.mark.parametrize("value", ["https://a.example", "https://*.a.example/js/", "wss://a.example:8080"])
def test_a_source_is_a_site(value: str) -> None:
    assert contacts.sources([value]) == (value,)


@pytest.mark.parametrize(
    "value", ["a.example", "http://a.example", "https:", "'unsafe-inline'", "https://a.example; x", "*", 3]
)
def test_anything_else_is_no_source(value: object) -> None:
    with pytest.raises(InvalidSetting):
        contacts.sources([value])
    with pytest.raises(InvalidSetting):
        contacts.sources(value)
