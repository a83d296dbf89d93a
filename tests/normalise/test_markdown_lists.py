"""Lists of Markdown: what is indented to an item's text belongs to the item."""

import re

import pytest

from generator.normalise.markdown_dialect import convert_markdown


def outline(markdown: str) -> str:
    """Return the tags and words of a converted text, without end tags of items and without white space."""
    html = convert_markdown(markdown)
    return re.sub(r"\s+|</li>|</p>", "", html)


@pytest.mark.parametrize("indent", [2, 3, 4])
@pytest.mark.parametrize("marker", ["-", "*", "+"])
def test_a_list_in_a_list_is_indented_by_two_three_or_four(marker: str, indent: int) -> None:
    blank = " " * indent
    text = f"{marker} a\n{blank}{marker} b\n{blank * 2}{marker} c\n{blank}{marker} d\n{marker} e"
    assert outline(text) == "<ul><li>a<ul><li>b<ul><li>c</ul><li>d</ul><li>e</ul>"


@pytest.mark.parametrize("indent", [3, 4])
def test_a_list_in_a_numbered_one_is_indented_by_three_or_four(indent: int) -> None:
    blank = " " * indent
    assert outline(f"1. a\n{blank}- b\n{blank}- c\n2. d") == "<ol><li>a<ul><li>b<li>c</ul><li>d</ol>"


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Text:\n- a\n- b", "<p>Text:<ul><li>a<li>b</ul>"),
        ("It was in\n1986. Good.", "<p>Itwasin1986.Good."),
        ("- a\n\n- b", "<ul><li><p>a<li><p>b</ul>"),
        ("- a\n  b\nc", "<ul><li>abc</ul>"),
        ("- a\n\n  b\n- c", "<ul><li><p>a<p>b<li><p>c</ul>"),
        ("- a\n\n    b", "<ul><li><p>a<p>b</ul>"),
        ("- a\n\nb", "<ul><li>a</ul><p>b"),
        ("- a\n  - b\n\n  - c\n- d", "<ul><li>a<ul><li><p>b<li><p>c</ul><li>d</ul>"),
        ("- a\n* b", "<ul><li>a</ul><ul><li>b</ul>"),
        ("- a\n1. b", "<ul><li>a</ul><ol><li>b</ol>"),
        ("3. a\n4. b", '<ol start="3"><li>a<li>b</ol>'),
        ("1) a\n2) b", "<ol><li>a<li>b</ol>"),
        ("- - a\n  - b", "<ul><li><ul><li>a<li>b</ul></ul>"),
        ("-\n  a", "<ul><li>a</ul>"),
        ("- # a\n- b", "<ul><li><h1>a</h1><li>b</ul>"),
        ("- a\n# b", "<ul><li>a</ul><h1>b</h1>"),
        ("- a\n  > b", "<ul><li>a<blockquote><p>b</blockquote></ul>"),
        ("> - a\n>   - b", "<blockquote><ul><li>a<ul><li>b</ul></ul></blockquote>"),
        ("a\n- - -\nb", "<p>a<hr><p>b"),
        ("- a\n***\n- b", "<ul><li>a</ul><hr><ul><li>b</ul>"),
        ("-a\n*b*", "<p>-a<em>b</em>"),
        ("- a\n\n  ```\n  - b\n  ```\n- c",
         '<ul><li><p>a<preclass="highlight"><code>-b</code></pre><li><p>c</ul>'),
        ("    - a", '<preclass="highlight"><code>-a</code></pre>'),
    ],
)  # fmt: skip
def test_lists_follow_commonmark(markdown: str, html: str) -> None:
    assert outline(markdown).replace('<olstart="', '<ol start="') == html
