"""The image of an entry."""

import pytest

from generator.ingest.entry_images import choose_images
from generator.model.ingest import EntryImage, WireEntry, WireImage


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ('<img src="a.jpg">', "https://a.example/b/a.jpg"),
        ("<IMG alt=x SRC='/a.jpg' width=640 height=480>", "https://a.example/a.jpg"),
        (
            '<img src="a.jpg" width="119" height="500"><img src="b.jpg" width="120" height="120">',
            "https://a.example/b/b.jpg",
        ),
        ('<img src="a.jpg" width="100%">', "https://a.example/b/a.jpg"),
        ('<img src="data:image/gif;base64,x" data-src="a.jpg">', "https://a.example/b/a.jpg"),
        ('<img src="data:image/gif;base64,x">', ""),
        ('<img src="https://feeds.feedburner.com/~r/x/1">', ""),
        ('<img src="https://secure.gravatar.com/avatar/1">', ""),
        ('<img class="emoji" src="a.png">', ""),
        ('<img src="https://s.w.example/emoji/bee.png">', ""),
        ('<img src="javascript:alert(1)">', ""),
        ('<img src="a.jpg?x=1&amp;y=2">', "https://a.example/b/a.jpg?x=1&y=2"),
        ('<img src="a.jpg" alt="1 > 0">', "https://a.example/b/a.jpg"),
        ("<img>", ""),
        ("<img " * 5000, ""),
        ("no picture", ""),
    ],
)
def test_the_first_picture_that_is_no_decoration(html: str, url: str) -> None:
    found = choose_images(WireEntry(content=html, base="https://a.example/b/"))
    assert [image.url for image in found] == ([url] if url else [])


def test_images_of_the_feed_win_over_those_in_html() -> None:
    named = WireImage("https://a.example/n.jpg", 1200, 0, "A <comb> &amp; more")
    entry = WireEntry(content='<img src="https://a.example/h.jpg">', images=(named,))
    assert choose_images(entry) == (EntryImage("https://a.example/n.jpg", 1200, None, "A <comb> & more"),)


def test_a_face_among_the_named_ones_is_passed_over() -> None:
    images = (WireImage("https://0.gravatar.com/avatar/x"), WireImage("https://a.example/n.jpg"))
    assert choose_images(WireEntry(images=images))[0].url == "https://a.example/n.jpg"


def test_plain_text_has_no_pictures() -> None:
    assert (
        choose_images(WireEntry(content='<img src="https://a.example/a.jpg">', content_is_html=False)) == ()
    )
