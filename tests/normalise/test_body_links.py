"""Relative links of a body: listed, because they may lead to this site."""

import pytest

from generator.model.item import BodyLink
from generator.normalise.body import normalise_body
from generator.normalise.body_links import extract_links
from generator.normalise.problems import ProblemCollector

SOURCE = "https://source.example/blog/post"


def extracted(written: str, base: str = "") -> tuple[str, tuple[BodyLink, ...], list[str]]:
    problems = ProblemCollector("x.md")
    html = f'<p><a href="{written}" rel="noopener">a</a></p>'
    html, links = extract_links(problems, html, "_news/2026/x.md", base)
    return html, links, [each.message for each in problems.listed()]


@pytest.mark.parametrize(
    ("written", "paths"),
    [
        ("/topics/", ("topics/",)),
        ("/", ("",)),
        ("y.md", ("_news/2026/y.md", "y.md")),
        ("../y.md?a=1#b", ("_news/y.md", "y.md")),
        ("../../../../etc/passwd", ("etc/passwd",)),
        ("/caf%C3%A9/", ("café/",)),
        ("./", ("_news/2026/", "")),
    ],
)
def test_a_path_may_mean_a_record_or_a_page(written: str, paths: tuple[str, ...]) -> None:
    html, (link,), messages = extracted(written)
    assert (link.paths, link.href, link.written) == (paths, "link:0", written)
    assert html == '<p><a href="link:0" rel="noopener">a</a></p>'
    assert messages == []


def test_a_crawled_body_leads_to_its_source_until_the_site_is_known() -> None:
    html, (link,), _ = extracted("../y", SOURCE)
    assert html == '<p><a href="https://source.example/y" rel="noopener">a</a></p>'
    assert (link.href, link.paths) == ("https://source.example/y", ("_news/y", "y"))


@pytest.mark.parametrize("written", ["https://a.example/", "mailto:a@a.example"])
def test_other_links_are_not_touched(written: str) -> None:
    html, links, messages = extracted(written)
    assert written in html
    assert (links, messages) == ((), [])


@pytest.mark.parametrize("written", ["#intro", "?page=2"])
def test_a_link_to_nowhere_is_removed_with_a_warning(written: str) -> None:
    html, links, (message,) = extracted(written)
    assert (html, links) == ("<p>a</p>", ())
    assert message == f"expected a link that leads somewhere, found '{written}': link removed"


@pytest.mark.parametrize("before", [' title="a"', ' lang="de" title="b &gt; c"'])
def test_a_link_with_other_attributes_before_it_is_one_too(before: str) -> None:
    problems = ProblemCollector("x.md")
    html, (link,) = extract_links(problems, f'<p><a{before} href="y.md" rel="noopener">a</a></p>', "x.md")
    assert link.written == "y.md"
    assert html == f'<p><a href="link:0"{before} rel="noopener">a</a></p>'


def test_a_link_to_a_footnote_needs_the_footnote() -> None:
    html = '<p><sup id="fnref:1"><a href="#fn:1">1</a></sup></p>'
    notes = '<ol><li id="fn:1">Note <a href="#fnref:1">↩</a></li></ol>'
    problems = ProblemCollector("x.md")
    assert extract_links(problems, html + notes)[0] == html + notes
    assert extract_links(problems, html)[0] == '<p><sup id="fnref:1">1</sup></p>'


def test_a_body_of_such_links_alone_has_them_too() -> None:
    problems = ProblemCollector("x.html")
    body = normalise_body(problems, "x.html", '<p><a title="a" href="y.md">a</a></p>', "")
    assert [link.written for link in body.links] == ["y.md"]
