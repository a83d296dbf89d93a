"""Marks of images in bodies are replaced by images, or by what is left of them."""

import time

import pytest

from generator.model.body_html import mark_image, replace_marks


def shown(row: int, attributes: str) -> str:
    return f"[{row}{attributes}]"


def test_marks_are_replaced_by_images() -> None:
    body = "<p>a" + mark_image(0, ' alt="x"') + " b" + mark_image(12, "") + "</p>"
    assert replace_marks(body, shown) == '<p>a[0 alt="x"] b[12]</p>'


MARK = mark_image(0, ' alt=""')


@pytest.mark.parametrize(
    ("body", "left"),
    [
        (f"<p>a {MARK} b</p>", "<p>a  b</p>"),
        ("<p>" + mark_image(0, ' alt="A &amp; B" title="t"') + "</p>", "<p>A &amp; B</p>"),
        (f'<p><a href="/x" rel="noopener"> {MARK} </a></p><p>b</p>', "<p>b</p>"),
        (
            f'<figure><a href="/x">{MARK}</a><figcaption>Caption</figcaption></figure>',
            "<figure><figcaption>Caption</figcaption></figure>",
        ),
        (f'<div><figure><a href="/x">{MARK}</a></figure></div>b', "b"),
        ("<p>" + mark_image(0, "") + "</p>", ""),
        (f"<p>{MARK} {MARK}</p><p></p><p><span></span>{MARK} a</p>", "<p></p><p><span></span> a</p>"),
        (f"<tr><td><a>{MARK}</a></td><td>b</td></tr>", "<tr><td></td><td>b</td></tr>"),
    ],
)
def test_a_missing_image_leaves_its_text_and_no_empty_elements(body: str, left: str) -> None:
    assert replace_marks(body, lambda row, attributes: None) == left


def test_a_body_without_missing_images_stays_as_it_is() -> None:
    assert replace_marks("<p></p><td></td>", lambda row, attributes: None) == "<p></p><td></td>"


@pytest.mark.parametrize("piece", ["<p>", "<a>\0", "<p> ", f"<a>{MARK}", f"<a>{MARK}</a> ", f"{MARK} "])
def test_time_grows_with_the_length_only(piece: str) -> None:
    """Half a second at most on an idle machine; a quadratic step would take minutes."""
    started = time.process_time()
    replace_marks(piece * 100_000, lambda row, attributes: None)
    assert time.process_time() - started < 5
