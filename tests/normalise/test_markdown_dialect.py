"""The dialect of Markdown: what authors write for GitHub and other generators."""

import pytest

from generator.normalise.markdown_dialect import convert_markdown


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("a\\\nb", "<p>a<br>\nb</p>"),
        (r"C:\new \*x\* \<b>", r"<p>C:\new *x* &lt;b&gt;</p>"),
        ("~~a~~ and a~b", "<p><del>a</del> and a~b</p>"),
        ("#hashtag and\n\n# Heading", "<p>#hashtag and</p>\n<h1>Heading</h1>"),
        ("snake_case_name and *a*b", "<p>snake_case_name and <em>a</em>b</p>"),
        ("~~~\n<b>\n~~~", '<pre class="highlight"><code>&lt;b&gt;</code></pre>'),
        ("|a|\n|:-:|\n|1|", '<th style="text-align: center;">a</th>'),
        ("- [x] a\n- [ ] b", '<input type="checkbox" disabled checked/> a'),
        ("a[^1]\n\n[^1]: b", '<li id="fn:1">'),
        ("<details>\n<summary>a</summary>\n\n- *b*\n\n</details>", "<li><em>b</em></li>"),
        ("<div>\n\n**a**\n\n</div>\n\n*b*", "<div>\n<p><strong>a</strong></p>\n</div>\n<p><em>b</em></p>"),
        ("<div>**a**</div>", "<div>**a**</div>"),
    ],
)
def test_markdown_is_read_as_authors_mean_it(markdown: str, html: str) -> None:
    assert html in convert_markdown(markdown)
