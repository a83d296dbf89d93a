"""What the settings of a source may be."""

from collections.abc import Callable

import pytest

from generator.base.setting_types import InvalidSetting
from generator.ingest import source_checks as checks


@pytest.mark.parametrize(
    ("check", "value", "result"),
    [
        (checks.source_id, "quarry-times", "quarry-times"),
        (checks.address, "HTTPS://Hedgerow.example/feed", "https://hedgerow.example/feed"),
        (checks.duration, "1h", 3600),
        (checks.duration, "30 m", 1800),
        (checks.duration, "2d", 172_800),
        (checks.folder, "/_news/bees/", "_news/bees"),
        (checks.names, ["A", "a", "B"], ("A", "B")),
        (checks.languages, ["en", "de-AT"], ("en", "de-AT")),
        (checks.quality, 70, 70),
        (checks.kind, "video", "video"),
        (checks.categories, {"Sport": "", "Rain": "Weather"}, (("Sport", ""), ("Rain", "Weather"))),
        (checks.headers, {"Authorization": "env:QUARRY_TOKEN"}, (("Authorization", "QUARRY_TOKEN"),)),
        (
            checks.places,
            ["blogroll.opml", "https://a.example/x.opml"],
            ("blogroll.opml", "https://a.example/x.opml"),
        ),
        (checks.contact, "me@hedgerow.example", "me@hedgerow.example"),
        (checks.contact, "", ""),
        (checks.rules, [], ()),
    ],
)
def test_valid_values_are_returned_as_they_are_used(
    check: Callable[[object], object], value: object, result: object
) -> None:
    assert check(value) == result


@pytest.mark.parametrize(
    ("check", "value"),
    [
        (checks.source_id, "Quarry"),
        (checks.source_id, "a_b"),
        (checks.source_id, "-a"),
        (checks.address, "ftp://a.example/"),
        (checks.address, "https://me:secret@a.example/"),
        (checks.address, 3),
        (checks.duration, "1"),
        (checks.duration, "1m"),
        (checks.duration, "90d"),
        (checks.duration, 60),
        (checks.folder, "../x"),
        (checks.folder, "_data/x"),
        (checks.folder, ".hidden"),
        (checks.folder, "_people"),
        (checks.folder, ""),
        (checks.names, "A"),
        (checks.names, [""]),
        (checks.names, ["x" * 101]),
        (checks.languages, ["german"]),
        (checks.quality, 101),
        (checks.quality, True),
        (checks.quality, "70"),
        (checks.kind, "profile"),
        (checks.categories, {"a": 1}),
        (checks.headers, {"Authorization": "Bearer 123"}),
        (checks.headers, {"Host": "env:X"}),
        (checks.headers, {"a b": "env:X"}),
        (checks.headers, "env:X"),
        (checks.places, ["ftp://a.example/x"]),
        (checks.contact, "a\\b (c)"),
        (checks.rules, "sponsored"),
        (checks.rules, ["ok", ""]),
    ],
)
def test_invalid_values_are_refused(check: Callable[[object], object], value: object) -> None:
    with pytest.raises(InvalidSetting):
        check(value)


def test_all_wrong_rules_of_a_list_are_found() -> None:
    with pytest.raises(checks.InvalidRules) as caught:
        checks.rules(["ok", "", "/[/"])
    assert [(number, rule) for _, number, rule in caught.value.errors] == [(1, ""), (2, "/[/")]
