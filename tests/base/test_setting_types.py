"""The check of each type of setting: accepted values and their form, refused values and the message."""

from typing import Any

import pytest

from generator.base import setting_types as checks
from generator.base.setting_types import InvalidSetting, NotTextError


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://a.example", "https://a.example/"),
        ("https://A.Example/Feed", "https://a.example/Feed/"),
        ("HTTP://a.example:8080/x/y/", "http://a.example:8080/x/y/"),
        ("https://a.example./", "https://a.example./"),
        ("http://localhost:8000", "http://localhost:8000/"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
        ("https://a.example/~user/%C3%A9/", "https://a.example/~user/%C3%A9/"),
    ],
)
def test_a_base_url_is_returned_with_a_trailing_slash(given: str, kept: str) -> None:
    assert checks.base_url(given) == kept


@pytest.mark.parametrize(
    "value",
    [
        '""',
        '"/feed/"',
        '"a.example"',
        '"//a.example/"',
        '"ftp://a.example/"',
        '"javascript:alert(1)"',
        '"https://"',
        '"https:///x"',
        '"https://a.example/?q"',
        '"https://a.example/#f"',
        '"https://a b.example/"',
        '"https://a.example:port/"',
        '"https://a.example:99999/"',
        '"https://user:pw@a.example/"',
        '"https://a.example/../x"',
        '"https://a.example//x"',
        '"https://[::1/"',
        '"https://bü cher.example/"',
        '"https://a⁄b.example/"',
        '"https://bücher.example/?q"',
        '"https://bücher.example/../x"',
        '"https://a.example/\\\\n"',
        '"https://a.example/%2e%2e/x"',
        '"https://a.example/x/.%2E"',
        '"https://a.example/..%2fx"',
        '"https://a.example/%2F/x"',
        '"https://a.example/%5cx"',
        '"https://a.example/%0a"',
        '"https://a.example/%zz"',
        '"https://a.example/%"',
        '"https://a..example/"',
        '"https://.example/"',
        '"https://./"',
        '"https://a%2eexample/"',
        "3",
        "true",
        "['https://a.example/']",
    ],
)
def test_a_base_url_that_is_not_an_absolute_web_url_is_refused(value: object) -> None:
    with pytest.raises(InvalidSetting, match=r"^a URL such as 'https://example\.org/feed/'"):
        checks.base_url(value)


@pytest.mark.parametrize("value", ["en", "en-GB", "zh-Hant", "pt-BR", "gsw"])
def test_language_tags_are_accepted(value: str) -> None:
    assert checks.language(value) == value


@pytest.mark.parametrize(
    "value",
    [
        '""',
        '"e"',
        '"german"',
        '"en_GB"',
        '"en-"',
        '"english language"',
        '"en\\\\n"',
        "1",
        '"überall"',
    ],
)
def test_other_languages_are_refused(value: object) -> None:
    with pytest.raises(InvalidSetting, match=r"^a language tag such as 'en'"):
        checks.language(value)


def test_a_locale_may_be_empty_but_a_language_may_not() -> None:
    assert checks.locale("") == ""
    with pytest.raises(InvalidSetting):
        checks.language("")


@pytest.mark.parametrize("value", ["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires"])
def test_iana_time_zones_are_accepted(value: str) -> None:
    assert checks.timezone(value) == value


@pytest.mark.parametrize(
    "value",
    [
        '""',
        '"Nowhere/Town"',
        '"localtime"',
        '"posixrules"',
        '"Factory"',
        '"../../etc/passwd"',
        '"/etc/localtime"',
        '"Europe"',
        "1",
        '"a\\\\u0000"',
    ],
)
def test_other_time_zones_are_refused(value: object) -> None:
    with pytest.raises(InvalidSetting, match=r"^a time zone such as 'UTC'"):
        checks.timezone(value)


@pytest.mark.parametrize(
    "value", ["a.example,2026", "a-b.example,2026-01", "me.too_x@a.example,2026-01-31", "localhost,1999"]
)
def test_authorities_of_rfc_4151_are_accepted(value: str) -> None:
    assert checks.authority(value) == value


@pytest.mark.parametrize(
    "value",
    [
        '""',
        '"a.example"',
        '"a.example,"',
        '"a.example,26"',
        '"a.example,2026-13"',
        '"a.example,2026-02-30"',
        '"a.example,0000"',
        '"a.example,2026-1"',
        '"-a.example,2026"',
        '"a..example,2026"',
        '"a example,2026"',
        '"https://a.example,2026"',
        '"a@b@c,2026"',
        '"a.example,2026\\\\n"',
        "2026",
    ],
)
def test_other_authorities_are_refused(value: object) -> None:
    with pytest.raises(InvalidSetting, match=r"^your domain or email address, a comma, and a date"):
        checks.authority(value)


@pytest.mark.parametrize("value", ["assets/logo.png", "/assets/logo.png"])
def test_an_image_path_may_start_with_a_slash(value: str) -> None:
    assert checks.image_path(value) == "assets/logo.png"


@pytest.mark.parametrize(
    ("check", "value", "kept"),
    [
        (checks.text, " a b ", "a b"),
        (checks.colour, "#8C2F1B", "#8c2f1b"),
        (checks.colour, "", ""),
        (checks.boolean, True, True),
        (checks.whole_number(1, 5), 5, 5),
        (checks.number(0, 1), 1, 1.0),
        (checks.one_of("a", "b"), "b", "b"),
        (checks.one_of_each(["x"], "a", "b"), "b", "b"),
        (checks.one_of_each(["x"], "a", "b"), {"x": "b"}, {"x": "b"}),
        (checks.list_of("a", "b"), ["b", "a", "b"], ("a", "b")),
        (checks.hosts, ["A.example.", "a.example", "[::1]"], ("a.example", "::1")),
        (checks.hosts_and_ports, ["A.example:8080", "[::1]:80"], ("a.example:8080", "::1:80")),
        (checks.hub, "https://hub.example/", "https://hub.example/"),
        (checks.indexnow_key, "0123abcd", "0123abcd"),
        (checks.ledger_path, "data/ledger.tsv", "data/ledger.tsv"),
        (checks.tag_specific, "a/b", "a/b"),
    ],
)
def test_valid_values_are_returned_in_the_form_that_the_program_uses(
    check: checks.Check, value: Any, kept: Any
) -> None:
    assert check(value) == kept


@pytest.mark.parametrize(
    ("check", "value", "expected"),
    [
        (checks.text, "a\nb", "text on one line"),
        (checks.text, "a\u202eb", "text without characters that change its direction"),
        (checks.title, " ", "a non-empty text on one line"),
        (checks.colour, "red", "a colour such as '#8c2f1b'"),
        (checks.image_path, "../logo.png", "the path of an image such as 'assets/logo.png'"),
        (checks.one_of("a", "b"), "c", "'a' or 'b'"),
        (checks.one_of_each(["x", "y"], "a", "b"), 3, "'a' or 'b'"),
        (checks.one_of_each(["x", "y"], "a", "b"), {"z": "a"}, "'a' or 'b' for each of x, y"),
        (checks.one_of_each(["x", "y"], "a", "b"), {"x": ["a"]}, "'a' or 'b' for each of x, y"),
        (checks.list_of("a", "b"), ["c"], "a list of any of 'a', 'b'"),
        (checks.list_of("a", least=1), [], "a list of at least 1 of 'a'"),
        (checks.whole_number(1, 5), 6, "a whole number of at most 5"),
        (checks.hosts, ["a b"], "a list of host names such as 'images.example.org'"),
        (checks.hosts_and_ports, ["a:70000"], "a list of hosts such as 'localhost' or 'localhost:8080'"),
        (checks.hub, "hub.example", "a URL such as 'https://hub.example/'"),
        (checks.indexnow_key, "short", "8 to 128 letters, digits and hyphens"),
        (
            checks.ledger_path,
            "a.md",
            "a path in the content folder that is not a record, such as 'ledger.tsv'",
        ),
        (
            checks.ledger_path,
            "../a.tsv",
            "a path in the content folder that is not a record, such as 'ledger.tsv'",
        ),
        (checks.tag_specific, "a b", "letters, digits and the punctuation of a URL"),
    ],
)
def test_an_invalid_value_is_refused_with_the_expected_one(
    check: checks.Check, value: object, expected: str
) -> None:
    with pytest.raises(InvalidSetting) as caught:
        check(value)
    assert str(caught.value) == expected


@pytest.mark.parametrize("check", [checks.boolean, checks.whole_number(0, 9), checks.number(0, 9)])
def test_a_text_in_place_of_a_number_has_an_error_of_its_own(check: checks.Check) -> None:
    with pytest.raises(NotTextError):
        check("1")
