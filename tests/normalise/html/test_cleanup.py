"""Tidying of sanitised HTML."""

import pytest

from generator.normalise.html.cleanup import tidy_html


@pytest.mark.parametrize(
    ("html", "tidy"),
    [
        ("<h1>a</h1><h6>b</h6>", "<h2>a</h2><h3>b</h3>"),
        ("<h2>a</h2>", "<h2>a</h2>"),
        ("<p>a</p><p> &nbsp;<br></p><p>b</p>", "<p>a</p><p>b</p>"),
        ('<p dir="ltr"></p>', ""),
        ("\n<p>a</p>\n \n\t<p>b\n  c</p>\n", "<p>a</p>\n<p>b\nc</p>"),
        ("<p> </p>\n<pre>a\n\n  b</pre>", "<pre>a\n\n  b</pre>"),
        ('<a rel="noopener">a</a>', "a"),
        ('<a rel="noopener"><b>a</b></a>', "<b>a</b>"),
        (
            '<a href="https://a.example/" rel="noopener">a</a>',
            '<a href="https://a.example/" rel="noopener">a</a>',
        ),
        ('<img alt="a">', "a"),
        ('<img src="x">', '<img src="x" alt="">'),
        ('<img src="x" alt="a">', '<img src="x" alt="a">'),
    ],
)
def test_html_is_tidied(html: str, tidy: str) -> None:
    assert tidy_html(html) == tidy
