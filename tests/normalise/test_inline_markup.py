"""Removal of markup from plain text, and what only looks like markup."""

import pytest

from generator.normalise.inline_markup import strip_markup


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("<b>bold</b> and <EM class='x'>em</EM>", "bold and em"),
        ("E = mc<sup>2</sup>, H<sub>2</sub>O", "E = mc2, H2O"),
        ('<a href="https://a.example/?b&c">d</a>', "d"),
        ("<p>one</p><p>two<br/>three</p>", "one two three"),
        ("<p> one </p>", "one"),
        ("<div class='x'><ul><li>a</li><li>b</li></ul></div>", "a b"),
        ("<h2>a</h2>\n<!-- wp:paragraph -->\n<p>b</p><hr>", "a b"),
        ("<style>p > b {}</style><p>a<script>if (a<b) c()</script></p>", "a"),
        ("before <p>after</p>", "before after"),
        ('<img src="https://a.example/x.png" alt=""> text', "text"),
        ("a<wbr>b", "ab"),
    ],
)
def test_certain_markup_is_removed(written: str, left: str) -> None:
    assert " ".join(strip_markup(written).split()) == left


@pytest.mark.parametrize(
    "text",
    [
        "Use <template> and <details> in HTML",
        "The <a> element and the </a> tag",
        "The <title> element, explained",
        "A new <video> player",
        "<dialog> is here",
        "if a<b then c>d",
        "if a<i or b>j: <i is smaller",
        "Vec<T> and Map<K, V>",
        "1 < 2 > 0 and a<3",
        "<custom-tag>kept</custom-tag>",
        "What <script>alert(1)</script> does",
        "<script> and </script> in HTML",
        "<p> and </p> differ",
        "How <p> and </p> differ",
        "When to close <b>",
        "</b> comes too late",
        "The <img> element",
        "<input type=date> works everywhere",
        "<!-- comments --> in HTML",
        "<meta charset> and <link rel=preload>",
        "Title in <title>A title</title>, and <svg>paths</svg>",
        "<b",
        "<",
        "",
    ],
)
def test_text_about_markup_stays(text: str) -> None:
    assert strip_markup(text) == text
