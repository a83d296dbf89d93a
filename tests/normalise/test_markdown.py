"""Conversion of Markdown, and the estimate of what it costs."""

import pytest

from generator.normalise.markdown import render_markdown


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Some *words*.", "<p>Some <em>words</em>.</p>"),
        ("# Top\n\ntext", "<h1>Top</h1>\n<p>text</p>"),
        ("```py\na < b\n```", '<pre class="highlight"><code class="language-py">a &lt; b</code></pre>'),
        ("a|b\n-|-\n1|2", "<table>"),
        ("'quoted' -- \"dashes\"", "<p>'quoted' -- \"dashes\"</p>"),
        ("- a\n\n1. b", "<ul>\n<li>a</li>\n</ul>\n<ol>"),
        ("a <b>c</b>", "<p>a <b>c</b></p>"),
        ("", ""),
    ],
)
def test_markdown_is_converted(markdown: str, html: str) -> None:
    converted = render_markdown(markdown)
    assert converted is not None
    assert converted.startswith(html)


@pytest.mark.parametrize(
    "markdown",
    [
        "> " * 21 + "a",
        "- " * 21 + "a",
        " " * 200 + "- a",
        "[" * 300,
        "[a](" * 300,
        "a <b " * 300,
        "|" + "-|" * 60,
        "`` ` " * 20_000,
        "# h\n" * 4_900,
        "\\a" * 40_000,
    ],
    ids=lambda markdown: repr(markdown[:8]),
)
def test_markdown_that_would_cost_too_much_is_refused(markdown: str) -> None:
    assert render_markdown(markdown) is None


@pytest.mark.parametrize(
    "markdown",
    [
        "> " * 20 + "a",
        "- " * 30,
        "* * * * * * * * * * * * * * * * * * * * * * * *",
        "[a](b) " * 1000,
        "a\n\n" * 2000,
    ],
    ids=lambda markdown: repr(markdown[:8]),
)
def test_ordinary_markdown_is_not_refused(markdown: str) -> None:
    assert render_markdown(markdown) is not None
