"""The settings for the links in the header and the lines in the footer."""

import pytest

from generator.base.setting_types import InvalidSetting
from generator.read.setting_navigation import lines, navigation


def test_navigation_accepts_sections_and_links() -> None:
    entries = [
        "topics",
        "search",
        "About <https://a.example/>",
        "Imprint </imprint/>",
        "Us <mailto:a@x.example>",
    ]
    assert navigation(entries) == tuple(entries)


def test_a_line_of_the_footer_needs_no_link() -> None:
    assert lines([" © River Post ", "Imprint </imprint/>"]) == ("© River Post", "Imprint </imprint/>")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("topics", "a list of texts"),
        (["Topics"], "a list of section names ('topics', 'providers', "),
        (["labels"], "'search') and links such as 'About us <https://example.org/about>'"),
        (["a <b c>"], "links such as 'About us <https://example.org/about>' or 'Imprint </imprint/>'"),
        (["a <javascript:alert(1)>"], "links such as"),
        ([""], "a non-empty text on one line"),
    ],
)
def test_other_entries_are_refused(value: object, expected: str) -> None:
    with pytest.raises(InvalidSetting) as caught:
        navigation(value)
    assert expected in str(caught.value)
