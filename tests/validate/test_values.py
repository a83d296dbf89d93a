"""Values in feeds: URLs, dates, media types, languages, markup."""

from collections.abc import Callable

import pytest

from generator.validate import values
from generator.validate.values import find_markup, is_later, parse_rfc_3339

CHECKS: list[tuple[Callable[[str], bool], str, bool]] = [
    (values.is_web, "https://a.example", True),
    (values.is_web, "HTTP://a.example:8080/a?b=[1]#c", True),
    (values.is_web, "https://a.example/%41", True),
    (values.is_web, "https://a.example/%4", False),
    (values.is_web, "https://a.example/a b", False),
    (values.is_web, "https://a.example/ä", False),
    (values.is_web, "https:///a", False),
    (values.is_web, "//a.example/", False),
    (values.is_web, "", False),
    (values.is_web_iri, "https://a.example/ä", True),
    (values.is_web_iri, "ftp://a.example/", False),
    (values.is_absolute, "tag:a.example,2026:item", True),
    (values.is_absolute, "urn:uuid:1", True),
    (values.is_absolute, "mailto:a@b.example", True),
    (values.is_absolute, "https:a", False),
    (values.is_absolute, "JavaScript:a()", False),
    (values.is_absolute, "data:text/html,a", False),
    (values.is_absolute, "/a", False),
    (values.is_media_type, "text/html", True),
    (values.is_media_type, "text/html; charset=utf-8", True),
    (values.is_media_type, "html", False),
    (values.is_language, "en-GB", True),
    (values.is_language, "zh-Hant-TW", True),
    (values.is_language, "e", False),
    (values.is_language, "en_GB", False),
    (values.is_email, "a@b.example", True),
    (values.is_email, "a@b.example (A. B.)", True),
    (values.is_email, "A. B. <a@b.example>", False),
    (values.is_whole_number, "0", True),
    (values.is_whole_number, "-1", False),
    (values.is_whole_number, "1.0", False),
    (values.is_whole_number, "9" * 19, False),
    (values.is_positive, "1", True),
    (values.is_positive, "0", False),
    (values.is_positive, "", False),
    (values.is_rfc_822, "Tue, 28 Dec 2021 11:00:00 +0000", True),
    (values.is_rfc_822, "28 Dec 2021 11:00 GMT", True),
    (values.is_rfc_822, "Mon, 28 Dec 2021 11:00:00 +0000", False),
    (values.is_rfc_822, "Tue, 28 Dec 21 11:00:00 +0000", False),
    (values.is_rfc_822, "Mon, 29 Feb 2021 11:00:00 +0000", False),
    (values.is_rfc_822, "Tue, 28 Dec 2021 24:00:00 +0000", False),
    (values.is_w3cdtf, "2021", True),
    (values.is_w3cdtf, "2021-12", True),
    (values.is_w3cdtf, "2021-12-28", True),
    (values.is_w3cdtf, "2021-12-28T11:00Z", True),
    (values.is_w3cdtf, "2021-12-28T11:00:00.5+01:00", True),
    (values.is_w3cdtf, "2021-13", False),
    (values.is_w3cdtf, "2021-12-28T11:00", False),
]


@pytest.mark.parametrize(("check", "text", "valid"), CHECKS)
def test_checks(check: Callable[[str], bool], text: str, valid: bool) -> None:
    assert check(text) is valid


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2021-12-28T11:00:00Z", "2021-12-28T11:00:00+00:00"),
        ("2021-12-28T11:00:00.25+01:30", "2021-12-28T11:00:00.250000+01:30"),
        ("2021-12-31T23:59:60Z", "2021-12-31T23:59:59+00:00"),
        ("2021-12-28 11:00:00Z", None),
        ("2021-12-28T11:00:00", None),
        ("2021-02-29T11:00:00Z", None),
        ("0000-01-01T00:00:00Z", None),
    ],
)
def test_parses_rfc_3339(text: str, iso: str | None) -> None:
    parsed = parse_rfc_3339(text)
    assert (parsed.isoformat() if parsed else None) == iso


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("A <b>bold</b> word", "<b>"),
        ("a line<br/>", "<br/>"),
        ("AT&amp;T", "&amp;"),
        ("&#x27;", "&#x27;"),
        ("a < b > c", ""),
        ("AT&T", ""),
        ("<person>", ""),
        ("plain", ""),
    ],
)
def test_finds_markup(text: str, markup: str) -> None:
    assert find_markup(text) == markup


@pytest.mark.parametrize(
    ("one", "other", "later"),
    [
        ("2021-12-28T11:00:00Z", "2021-12-28T11:00:00+01:00", True),
        ("2021-12-28T10:00:00Z", "2021-12-28T11:00:00+01:00", False),
        ("9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00", True),
    ],
)
def test_compares_times_across_time_zones(one: str, other: str, later: bool) -> None:
    first, second = parse_rfc_3339(one), parse_rfc_3339(other)
    assert first is not None
    assert second is not None
    assert is_later(first, second) is later
