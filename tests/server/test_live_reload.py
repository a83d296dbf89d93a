"""What is added to a page, and what of it a change can touch."""

import pytest

from generator.server.live_reload import SCRIPT, hash_state, inject_script, page_state

PAGE = b"""<!doctype html><html><head><link rel="icon" href="/i.svg">
<link rel="stylesheet" href="/r/static/style.1.css">
</head><body><p>Text</p></body></html>"""


def test_the_script_comes_last_in_the_body() -> None:
    page = inject_script(PAGE)
    assert page.startswith(PAGE[: PAGE.index(b"</body>")])
    assert page.endswith(b"defer></script>\n</body></html>")
    assert page.count(SCRIPT.encode()) == 1


@pytest.mark.parametrize(
    "page", [b"", b"<p>no body", b"\xff\xfe", b"<body><p></body ></BODY\n>", b"<!-- </body> --><p>"], ids=repr
)
def test_any_page_gets_it_once_and_loses_nothing(page: bytes) -> None:
    sent = inject_script(page)
    start = sent.index(b"<script")
    stop = sent.index(b"</script>\n") + len(b"</script>\n")
    assert sent[:start] + sent[stop:] == page


def test_a_page_with_another_style_sheet_has_the_same_shape() -> None:
    before, after = page_state(PAGE), page_state(PAGE.replace(b"style.1.css", b"style.2.css"))
    assert before.shape == after.shape
    assert (before.styles, after.styles) == (("/r/static/style.1.css",), ("/r/static/style.2.css",))
    assert hash_state(before) != hash_state(after)
    assert hash_state(before).partition("-")[0] == hash_state(after).partition("-")[0]


def test_any_other_change_is_a_change_of_shape() -> None:
    for old, new in ((b"Text", b"Test"), (b"/i.svg", b"/j.svg"), (b"<p>", b"<b>")):
        assert page_state(PAGE).shape != page_state(PAGE.replace(old, new)).shape


@pytest.mark.parametrize(
    ("link", "address"),
    [
        (b"<link rel=stylesheet href=a.css>", "a.css"),
        (b"<LINK HREF='a.css?x=1&amp;y' REL='stylesheet'>", "a.css?x=1&y"),
        (b'<link href="a.css" media="print" rel="stylesheet" />', "a.css"),
    ],
)
def test_style_sheets_are_found_however_they_are_written(link: bytes, address: str) -> None:
    assert page_state(link).styles == (address,)


@pytest.mark.parametrize(
    "link", [b'<link rel="icon" href="a.css">', b"<link rel=stylesheet>", b"<a href=a.css>"]
)
def test_what_is_no_style_sheet_is_none(link: bytes) -> None:
    assert page_state(link).styles == ()
