"""Pages with microformats."""

import sys

import pytest

from generator.base.errors import SettingsError
from generator.ingest.formats.h_feed import check_h_feed_support, parse_h_feed

URL = "https://millpond.example/"


def test_entries_outside_of_a_feed_count_too() -> None:
    feed = parse_h_feed(b'<div class="h-entry"><a class="u-url p-name" href="/x">A name</a></div>', "", URL)
    assert [(entry.title, entry.links[0].url) for entry in feed.entries] == [
        ("A name", "https://millpond.example/x")
    ]


def test_a_quoted_entry_is_none() -> None:
    theirs = b'<div class="u-in-reply-to h-cite h-entry"><p class="p-name">Theirs</p></div>'
    body = b'<div class="h-entry"><p class="p-name">Mine</p>' + theirs + b"</div>"
    assert [entry.title for entry in parse_h_feed(body, "", URL).entries] == ["Mine"]


@pytest.mark.parametrize("body", [b"", b"<p>no entries", b"\xff\xfe"])
def test_other_pages_have_no_format(body: bytes) -> None:
    assert parse_h_feed(body, "", URL).format == ""


def test_without_the_library_the_hint_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    check_h_feed_support()
    monkeypatch.setitem(sys.modules, "mf2py", None)
    with pytest.raises(SettingsError) as caught:
        check_h_feed_support()
    assert "pip install 'broadsheet[h-feed]'" in caught.value.hint
