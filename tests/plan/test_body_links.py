"""Links of bodies to this site, through whole builds."""

import pytest

from tests.support.site_kit import Site

RECORD = '---\ntitle: "{0}"\npublishedDateTime: 2026-03-01T10:00:00Z\n{1}---\n{2}\n'
SOURCE = "originalUrl: https://source.example/blog/post\n"


@pytest.fixture
def linked(site: Site) -> Site:
    site.write("_news/kiln.md", RECORD.format("Kiln gods", SOURCE.replace("post", "kiln"), ""))
    return site


def built(site: Site, body: str, source: str = "") -> tuple[str, str, list[str]]:
    """Return the body on its page and in the feed, and what the build says of it."""
    site.write("_newsletters/letter.md", RECORD.format("Letter", source, body))
    report = site.build(offline=True, overrides={"site": {"base_url": "https://x.example/repo/"}})
    page = (site.output / "2026/03/01/letter/index.html").read_text("utf-8")
    start = page.index('class="body')
    feed = (site.output / "feed.json").read_text("utf-8")
    return page[start : page.index("</div>", start)], feed, [str(each) for each in report.problems]


@pytest.mark.parametrize(
    "written",
    [
        "/2026/03/01/kiln-gods/",
        "/2026/03/01/kiln-gods",
        "/2026/03/01/kiln-gods/index.html",
        "/repo/2026/03/01/kiln-gods/",
        "/_news/kiln.md",
        "/_news/kiln",
        "../_news/kiln.md",
    ],
)
@pytest.mark.parametrize("source", ["", SOURCE])
def test_a_record_is_linked_by_its_page_or_its_file(linked: Site, written: str, source: str) -> None:
    page, feed, problems = built(linked, f"Read [it]({written}).", source)
    assert '<a href="/repo/2026/03/01/kiln-gods/" rel="noopener">it</a>' in page
    assert '<a href=\\"https://x.example/repo/2026/03/01/kiln-gods/\\"' in feed
    assert problems == []


@pytest.mark.parametrize("source", ["", SOURCE])
def test_a_link_to_a_heading_leads_to_the_top_of_the_page_and_says_so(linked: Site, source: str) -> None:
    page, _, problems = built(linked, "Read [it](_news/kiln.md#part) or [all](/topics/#b).", source)
    assert '<a href="/repo/2026/03/01/kiln-gods/" rel="noopener">it</a>' in page
    assert 'href="/repo/topics/#b"' in page
    assert len(problems) == 1
    assert "headings of a body have no names" in problems[0]


def test_pages_of_the_site_are_linked(linked: Site) -> None:
    page, _, problems = built(linked, "[a](/) [b](/providers/) [c](/feed.rss) [d](/archive)")
    assert [f'href="/repo/{path}"' in page for path in ("", "providers/", "feed.rss", "archive/")] == [
        True
    ] * 4
    assert problems == []


def test_other_links_of_a_crawled_body_lead_to_its_source(linked: Site) -> None:
    page, _, problems = built(linked, "[a](/other/) [b](more)", SOURCE)
    assert '<a href="https://source.example/other/"' in page
    assert '<a href="https://source.example/blog/more"' in page
    assert problems == []


def test_a_link_of_our_own_that_leads_nowhere_is_a_warning_with_its_line(linked: Site) -> None:
    page, feed, (problem,) = built(linked, "First line.\n\nRead [it](/gone/).")
    assert "<p>Read it.</p>" in page
    assert "link:0" not in page + feed
    assert problem.startswith(
        "_newsletters/letter.md:7: body: expected a link to a page or record of this site"
    )


def test_a_footnote_is_linked_in_the_page_and_absolute_in_a_feed(linked: Site) -> None:
    page, feed, _ = built(linked, "One[^1].\n\n[^1]: Two.")
    assert '<a href="#fn:1"' in page
    assert '<a href=\\"https://x.example/repo/2026/03/01/letter/#fn:1\\"' in feed


def test_a_page_follows_when_the_record_it_links_to_moves(linked: Site) -> None:
    body = "Read [it](/_news/kiln.md)."
    built(linked, body)
    linked.write("_news/kiln.md", RECORD.format("Kiln saints", SOURCE.replace("post", "kiln"), ""))
    page, _, _ = built(linked, body)
    assert "/repo/2026/03/01/kiln-saints/" in page
