"""The dialect of Markdown: what authors write for GitHub and other generators."""

from time import process_time

import markdown.util
import pytest

from generator.normalise.markdown_dialect import _converter, convert_markdown


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("a\\\nb", "<p>a<br>\nb</p>"),
        (r"C:\new \*x\* \<b>", r"<p>C:\new *x* &lt;b&gt;</p>"),
        ("~~a~~ and a~b", "<p><del>a</del> and a~b</p>"),
        ("#hashtag and\n\n# Heading", "<p>#hashtag and</p>\n<h1>Heading</h1>"),
        ("snake_case_name and *a*b", "<p>snake_case_name and <em>a</em>b</p>"),
        ("~~~\n<b>\n~~~", '<pre class="highlight"><code>&lt;b&gt;</code></pre>'),
        ('```js title="a" {1,3} linenos\n<b>\n```', '<code class="language-js">&lt;b&gt;</code>'),
        ("```diff,linenos\n<b>\n```", "&lt;b&gt;</code></pre>"),
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


def test_texts_do_not_know_of_each_other() -> None:
    """The converter is used again: neither footnotes nor references nor stashed HTML may stay."""
    first = "a[^1] [b]\n\n<div>c</div>\n\n[^1]: note\n[b]: https://a.example/\n\n```\n<d>\n```"
    alone = convert_markdown("a[^1] [b]")
    convert_markdown(first)
    assert convert_markdown("a[^1] [b]") == alone == "<p>a[^1] [b]</p>"
    assert convert_markdown(first) == convert_markdown(first)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("  ## Two\n   # One", "<h2>Two</h2>\n<h1>One</h1>"),
        ("### Three ###   ", "<h3>Three</h3>"),
        ("# C# and F#", "<h1>C# and F#</h1>"),
        ("# C #", "<h1>C</h1>"),
        (r"# C \#", "<h1>C #</h1>"),
        ("text\n  # One\nmore", "<p>text</p>\n<h1>One</h1>\n<p>more</p>"),
        ("#hashtag", "<p>#hashtag</p>"),
        ("####### Seven", "<p>####### Seven</p>"),
        ("One\ntwo\n===", "<h1>One\ntwo</h1>"),
        ("  One\n  ---   \nmore", "<h2>One</h2>\n<p>more</p>"),
        ("> One\n---", "<blockquote>\n<p>One</p>\n</blockquote>\n<hr>"),
        ("***\n---", "<hr>\n<hr>"),
        ("- One\n---", "<ul>\n<li>One</li>\n</ul>\n<hr>"),
    ],
)
def test_headings_are_those_of_commonmark(markdown: str, html: str) -> None:
    assert convert_markdown(markdown) == html


def code(text: str, language: str = "") -> str:
    name = f' class="language-{language}"' if language else ""
    return f'<pre class="highlight"><code{name}>{text}</code></pre>'


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("```\na\n\n*b* <i>", code("a\n\n*b* &lt;i&gt;")),
        ("a\n\n~~~ js\n- b\n# c", code("- b\n# c", "js")),
        ("   ```\n   a\n     b\n  ```\nc", code("a\n  b") + "\n<p>c</p>"),
        ("```\na\n   ```\n\nb\n\nc", code("a") + "\n<p>b</p>\n<p>c</p>"),
        ("a\n  ```\n  b", "<p>a</p>\n" + code("b")),
        ("- ```\n  a\n  ```\n- b", code("a") + "\n</li>\n<li>b</li>"),
        ("1. ```py\n   a\n\n   b\n   ```\n   c", code("a\n\nb", "py")),
        ("- a\n  ```\n  b", code("b")),
        ("> ```\n> a\n\nb", code("a") + "\n</blockquote>\n<p>b</p>"),
        ("````\n```\na", code("```\na")),
    ],
)
def test_a_fence_is_code_to_its_end(markdown: str, html: str) -> None:
    assert html in convert_markdown(markdown)


@pytest.mark.parametrize("markdown", ["```a`", "``\na", "    ```\n    a", "a ```\nb", "- a\n- b"])
def test_what_is_no_fence_stays_as_it_is(markdown: str) -> None:
    assert 'class="highlight"><code>a' not in convert_markdown(markdown)
    assert "b" not in markdown or "b" in convert_markdown(markdown)


@pytest.mark.parametrize("markdown", ["```\na\n ```\n", "- ```\n", "~~~\n\n", "`" * 90 + "\n", "> ```\n\n"])
def test_fences_take_linear_time(markdown: str) -> None:
    started = process_time()
    convert_markdown(markdown * 1_000)
    assert process_time() - started < 5


def test_no_installed_package_is_searched_for_extensions(monkeypatch: pytest.MonkeyPatch) -> None:
    """SuperFences asks for one by its name. The search takes as long as all the rest, and may find another package."""

    def search() -> None:
        pytest.fail("searched")

    monkeypatch.setattr(markdown.util, "get_installed_extensions", search)
    _converter.cache_clear()
    assert "<code>" in convert_markdown("```\na\n```")
