"""HTML in feeds: relative URLs and active content."""

import pytest

from generator.validate.findings import FindingCollector
from generator.validate.html import check_html


def check(html: str) -> list[tuple[str, str]]:
    findings = FindingCollector()
    check_html(html, 7, findings)
    assert all(finding.line == 7 for finding in findings)
    return [(finding.rule, finding.message) for finding in findings]


@pytest.mark.parametrize(
    "html",
    [
        "plain text",
        "<p>a < b</p>",
        "<a href='https://a.example/'>link</a>",
        '<a href="#part">link</a>',
        "<a href=mailto:a@b.example>mail</a>",
        "<img srcset='https://a.example/1.jpg 1x, https://a.example/2.jpg 2x'>",
        "<p class='on'>text</p>",
    ],
)
def test_harmless_html_has_no_finding(html: str) -> None:
    assert check(html) == []


ACTIVE = "expected no scripts, forms or embedded content, found "
ATTRIBUTE = "expected no script or style attributes, found "
SCHEME = "expected an http, https, mailto or tel URL, found "
RELATIVE = "expected an absolute URL, found "


@pytest.mark.parametrize(
    ("html", "rule", "message"),
    [
        ("<script>", "html.unsafe", f"{ACTIVE}'<script>'"),
        ("<IFRAME src='https://a.example/'>", "html.unsafe", f"{ACTIVE}'<IFRAME>'"),
        ("<p ONclick='a()'>", "html.unsafe", f"{ATTRIBUTE}'onclick'"),
        ("<p style=color:red>", "html.unsafe", f"{ATTRIBUTE}'style'"),
        ("<a href='JavaScript:a()'>", "html.unsafe", f"{SCHEME}'JavaScript:a()'"),
        ("<img src=data:image/png;base64,AA>", "html.unsafe", f"{SCHEME}'data:image/png;base64,AA'"),
        ("<img src='/a.jpg'>", "html.relative", f"{RELATIVE}'/a.jpg'"),
        ("<a href=//a.example/>", "html.relative", f"{RELATIVE}'//a.example/'"),
        ("<img srcset='https://a.example/1.jpg 1x, 2.jpg 2x'>", "html.relative", f"{RELATIVE}'2.jpg'"),
    ],
)
def test_findings(html: str, rule: str, message: str) -> None:
    assert check(html) == [(rule, message)]


def test_only_the_first_problem_per_rule_is_reported() -> None:
    html = "<a href=1><a href=2><script><style>"
    assert check(html) == [("html.relative", f"{RELATIVE}'1'"), ("html.unsafe", f"{ACTIVE}'<script>'")]
