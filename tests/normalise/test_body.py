"""Bodies: Markdown or HTML of anyone becomes clean HTML, in bounded time."""

import re
import time
from collections import Counter
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.model.body_html import replace_marks
from generator.model.item import Embed
from generator.normalise.body import LONGEST, LONGEST_MARKDOWN, NormalisedBody, normalise_body
from generator.normalise.problems import ProblemCollector

BASE = "https://a.example/dir/page"


def cleaned(body: str, path: str = "x.md", base: str = BASE) -> str:
    """Return a clean body in which the images are tags with their URLs again."""
    clean = normalise_body(ProblemCollector(path), path, body, base)
    urls = [escape(image.url) for image in clean.images]
    return replace_marks(clean.html, lambda row, attributes: f'<img src="{urls[row]}"{attributes}>')


def warnings_of(body: str) -> list[str]:
    faults = ProblemCollector("x.md")
    normalise_body(faults, "x.md", body, "")
    return [problem.message for problem in faults.listed()]


@pytest.mark.parametrize(
    ("body", "messages"),
    [
        ("[a](tel:+123)", ["expected a link that leads somewhere, found 'tel:+123': link removed"]),
        ("[a]()", ["expected a link that leads somewhere, found '': link removed"]),
        ("[a](javascript:x) [b](FTP://x)", ["'javascript:x'", "'FTP://x'"]),
        (
            "![a](data:image/png;base64,AA)",
            ["expected the URL or path of an image, found 'data:image/png;base64,AA'"],
        ),
        ("<img data-src=x.png alt=A>", ["expected the URL or path of an image, found ''"]),
        (
            "<video src=x></video><svg><text>t</text></svg>",
            ["found <svg>: left out", "found <video>: left out"],
        ),
        ('<iframe src="https://map.example/"></iframe>', ["found <iframe>: left out"]),
        ('<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>', []),
        (
            '<IFRAME src="https://www.youtube.com/embed/abcdefghijk"></IFRAME><iframe src="//x.example">',
            ["found <iframe>"],
        ),
        ("`<video>` and <a name=x>named</a> [m](mailto:a@b.example) <https://x.example>", []),
    ],
)
def test_what_a_page_cannot_show_is_reported(body: str, messages: list[str]) -> None:
    found = warnings_of(body)
    assert len(found) == len(messages)
    assert all(message in text for message, text in zip(messages, found, strict=True))


def test_an_image_without_a_usable_url_leaves_its_alternative_text() -> None:
    assert cleaned("a ![two & three](data:image/png;base64,AA) b") == "<p>a two &amp; three b</p>"


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Some *words*.", "<p>Some <em>words</em>.</p>"),
        ("# Top\n\ntext", "<h2>Top</h2>\n<p>text</p>"),
        ("```py\na < b\n```", "<pre><code>a &lt; b</code></pre>"),
        ("a|b\n-|-\n1|2", "<table>"),
        ("'quoted' -- \"dashes\"", "<p>'quoted' -- \"dashes\"</p>"),
        ("[x](javascript:alert(1))", "<p>x</p>"),
        ("[x](/y)", '<p><a href="https://a.example/y" rel="noopener">x</a></p>'),
        ("a <script>alert(1)</script> b", "<p>a  b</p>"),
        ("plain < text & more", "<p>plain &lt; text &amp; more</p>"),
    ],
)
def test_markdown_is_converted_then_cleaned(markdown: str, html: str) -> None:
    assert cleaned(markdown).startswith(html)


@pytest.mark.parametrize("body", ["<div></div><p> &nbsp;</p>", "<script>x</script>", "<p><br></p>", ""])
def test_a_body_without_visible_content_is_empty(body: str) -> None:
    assert cleaned(body) == ""


def test_urls_are_resolved_against_the_base() -> None:
    assert cleaned('<p><a href="/x">x</a></p>') == '<p><a href="https://a.example/x" rel="noopener">x</a></p>'
    assert cleaned('<p><a href="/x">x</a></p>', base="") == '<p><a href="link:0" rel="noopener">x</a></p>'
    assert warnings_of("[x](#intro)") == [
        "expected a link that leads somewhere, found '#intro': link removed"
    ]


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("\n <b>*a*</b>", "<p><b><em>a</em></b></p>"),
        ("<!-- lint -->\n\n## Heading", "<h2>Heading</h2>"),
        ("<https://web.example/> is *worth* it.", '<p><a href="https://web.example/" rel="noopener">'),
        ("<3 for **everybody**", "<p>&lt;3 for <strong>everybody</strong></p>"),
        ('<img src="https://a.example/x.png">\n\n- **one**', '<p><img src="https://a.example/x.png"'),
        ("<kbd>Ctrl</kbd> and **more**", "<p><kbd>Ctrl</kbd> and <strong>more</strong></p>"),
        ("<div>intro</div>\n\n## Heading", "<div>intro</div>\n<h2>Heading</h2>"),
        ("<p>intro</p>\n\nA **word**.", "<p>intro</p>\n<p>A <strong>word</strong>.</p>"),
        ("<details>\n<summary>x</summary>\n\n- a\n</details>", "<details><summary>x</summary>\n\n<ul>"),
    ],
)
def test_a_markdown_file_has_markdown_whatever_it_starts_with(body: str, html: str) -> None:
    assert cleaned(body).startswith(html)


@pytest.mark.parametrize(
    "body", ["<div>\n\n    <p>*a*</p>\n\n</div>", "<p>*a*</p>\n\n<p>b</p>", "<table><tr><td>*a*</table>"]
)
def test_blocks_without_markdown_are_html(body: str) -> None:
    assert "*a*" in cleaned(body)


def test_an_html_file_has_html() -> None:
    assert cleaned("*a*", "x.html") == "*a*"
    assert cleaned("*a*", "x.txt") == "<p><em>a</em></p>"


def test_body_text_is_repaired_too() -> None:
    assert cleaned("<p>a â€“ b\x00{% raw %}c{% endraw %}</p>") == "<p>a – bc</p>"


def test_sealed_data_in_a_body_is_cut_out() -> None:
    sealed = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo" * 3 + ";AAECAwQFBgcICQoLDA0ODw=="
    assert cleaned(f"<p>{sealed}</p>") == "<p>[sealed]</p>"


HIDDEN = [
    "{0};{1}&#61;=",
    "{0};{1}&#x3d;&equals;",
    "{0}&semi;{1}==",
    "{0};{1}=<!-- -->=",
    "{0};{1}&amp;#61;=",
    "{0};{1}=\\=",
    "{0};{1}=\u200b=",
    "{0};<blink></blink>{1}==",
    "ab;QQQQQQQQQQAAAAAAAAAAAA==;{1}==",
]


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize(
    "around",
    [
        "{0}",
        "<p>{0}",
        "[x](https://a.example/{0})",
        "<a title='{0}' href='https://a.example/?{0}'>x</a>",
        "<img src='/{0}' alt='{0}'>",
    ],
)
def test_no_body_holds_sealed_data_however_it_is_written(hidden: str, around: str) -> None:
    result = cleaned(around.format(hidden.format("Q" * 30, "A" * 22)))
    for reference, sign in (("&#43;", "+"), ("&#47;", "/"), ("&#61;", "=")):
        result = result.replace(reference, sign)
    assert not re.search(r"[A-Za-z0-9+/]{16,}={0,2};[A-Za-z0-9+/]{22}==", result)


def test_text_that_only_ends_like_sealed_data_stays() -> None:
    short = "<p>QUJDREVGR0hJSkt;AAECAwQFBgcICQoLDA0ODw==</p>"
    assert cleaned(short) == short


@pytest.mark.parametrize(
    "body",
    [
        "[" * 50_000,
        "![" * 20_000,
        "[a](" * 20_000,
        "> " * 10_000 + "a",
        "1. " * 10_000,
        "-\t" * 10_000,
        "`` ` " * 20_000,
        "\\```" * 20_000,
        "\n=" * 4_900,
        "# h\n" * 4_900,
        "[a]:\n" * 4_900,
        "a <b \n\n\\" * 2_400,
        "a <svg>" * 14_000,
        "|a" * 2000 + "\n" + "-|" * 2000 + "\n" + "|\n" * 2000,
        "".join(" " * 4 * depth + "- a\n" for depth in range(200)),
    ],
    ids=lambda body: repr(body[:12]),
)
def test_complex_markdown_becomes_plain_text_fast(body: str) -> None:
    start = time.process_time()
    assert warnings_of(body) == ["found Markdown that is too complex: shown as plain text"]
    assert time.process_time() - start < 3


@pytest.mark.parametrize("block", ["a|b\n-|-\n\n", "- a\n", "a\n\n", "a  \n", "<p>a</p>\n\n", "# h\n\n"])
def test_markdown_of_many_blocks_is_cut_and_read_fast(block: str) -> None:
    start = time.process_time()
    found = " ".join(warnings_of("x\n\n" + block * 40_000))
    assert "expected at most 5,000 lines of Markdown, found " in found or "100,000 characters" in found
    assert time.process_time() - start < 3


def test_a_body_of_nothing_but_mojibake_is_read_fast() -> None:
    start = time.process_time()
    assert "’" in cleaned("<p>" + "â€™" * 300_000)
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    "body",
    ["<div>" * 100_000, "<ul><li>" * 50_000, "<b>" * 1000, "<table><tr><td>" * 10_000],
    ids=lambda body: repr(body[:12]),
)
def test_a_body_nested_too_deeply_is_ignored(body: str) -> None:
    start = time.process_time()
    assert warnings_of(body) == ["found HTML elements nested too deeply: body ignored"]
    assert time.process_time() - start < 5


def test_a_body_that_is_too_long_is_truncated_between_tags() -> None:
    html = cleaned("<p>abc</p>" * (LONGEST // 9))
    assert html.endswith("<p>abc</p>")
    assert warnings_of("<p>" + "x" * LONGEST)[0].startswith(f"expected at most {LONGEST:,} characters")
    assert warnings_of("x" * (LONGEST_MARKDOWN + 1))[0].startswith("expected at most 100,000 characters")


YOUTUBE = Embed(
    "YouTube",
    "https://www.youtube.com/watch?v=abcdefghijk",
    "https://www.youtube-nocookie.com/embed/abcdefghijk",
)


def test_an_embedded_video_is_found_and_its_frame_removed() -> None:
    evil, good = "https://evil.example/", "//www.youtube.com/embed/abcdefghijk?rel=0"
    body = f'<p>a</p><iframe src="{evil}"></iframe><iframe width=9 src="{good}">'
    assert normalise_body(ProblemCollector("x"), "x.md", body, "") == NormalisedBody(
        "<p>a</p>", (), (), YOUTUBE
    )


_PIECES = """
    <script> </script> <img~src= x~onerror=alert(1) javascript:alert(1) <a~href=' '> "> <svg/onload= <style> <!-- -->
    <math> <mtext> <table> <td> <select> <b~ on click= a <iframe~srcdoc=' &#106; &lt; <p > [x]( ) ` <noscript>
    <textarea> </p> <![CDATA[ ]]> data:text/html, <h1> <template> <form> é
"""
PIECES = st.sampled_from([*(piece.replace("~", " ") for piece in _PIECES.split()), " ", "\n", "\0", "\u2028"])


class Audit(HTMLParser):
    """Reads HTML and keeps what must not be in it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in (
            "script",
            "style",
            "iframe",
            "svg",
            "math",
            "form",
            "input",
            "object",
            "h1",
            "template",
            "base",
            "meta",
        ):
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "class", "id", "srcdoc", "srcset"):
                self.found.append(name)
            if name in ("href", "src", "cite") and not re.match(
                r"https?://|mailto:|link:\d|image:\d", value or ""
            ):
                self.found.append(str(value))


def elements(html: str) -> Counter[str]:
    return Counter(re.findall(r"<[^<>]*>", html))


@given(
    st.lists(PIECES, max_size=25).map("".join),
    st.sampled_from(["x.md", "x.html"]),
    st.sampled_from([BASE, ""]),
)
@example("<svg><style><img src=x onerror=alert(1)></style></svg>", "x.html", BASE)
@example("<h1><a><h1>", "x.html", BASE)
@example("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "x.html", BASE)
def test_no_code_survives(body: str, path: str, base: str) -> None:
    html = cleaned(body, path, base).replace('href="link:', 'href="https://x.example/')
    # Parsing again may move elements, as of a heading in a heading, and no more.
    again = cleaned(html, "x.html", base)
    for each in (html, again):
        audit = Audit()
        audit.feed(each)
        assert audit.found == []
    assert elements(again) == elements(html)
