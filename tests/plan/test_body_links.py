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


def heron(site: Site, fields: str, name: str = "heron") -> None:
    site.write(f"_news/{name}.md", RECORD.format("Heron", fields, "Text."))


@pytest.mark.parametrize("source", ["", SOURCE])
@pytest.mark.parametrize("written", ["../_news/heron.md", "/_news/heron.md#part"])
@pytest.mark.parametrize(
    "fields",
    ["draft: true\n", "removed: true\n", "excerpt: [not closed\n"],
)
def test_nothing_links_to_a_draft_a_withdrawn_or_a_faulty_record(
    linked: Site, fields: str, written: str, source: str
) -> None:
    heron(linked, f"{fields}originalUrl: https://source.example/h\n")
    page, feed, problems = built(linked, f"Read [it]({written}).", source)
    assert "<p>Read it.</p>" in page
    assert "_news/heron" not in page + feed
    assert "https://source.example/h" not in page + feed
    (problem,) = [each for each in problems if "which is left out: link removed" in each]
    assert problem.startswith("_newsletters/letter.md:")
    assert written in problem


@pytest.mark.parametrize("source", ["", SOURCE])
def test_a_link_to_an_item_that_is_not_promoted_leads_to_the_original(linked: Site, source: str) -> None:
    linked.write("site.toml", '[content]\nunpromoted = "exclude"\n')
    heron(linked, "published: false\noriginalUrl: https://source.example/h\n")
    heron(linked, "published: false\n", "own")
    page, feed, problems = built(linked, "[it](/_news/heron#part) [own](../_news/own.md)", source)
    assert '<a href="https://source.example/h" rel="noopener">it</a> own</p>' in page
    assert '<a href=\\"https://source.example/h\\"' in feed
    assert len([each for each in problems if "which is left out" in each]) == 1


@pytest.mark.parametrize("source", ["", SOURCE])
def test_a_link_to_a_duplicate_leads_to_the_item(linked: Site, source: str) -> None:
    heron(linked, SOURCE.replace("post", "kiln"))
    linked.write("_news/zebra.md", RECORD.format("Kiln gods", SOURCE.replace("post", "kiln"), ""))
    page, _, problems = built(
        linked, "[one](../_news/heron.md) [two](../_news/kiln.md) [three](/_news/zebra)", source
    )
    hrefs = [part.partition('"')[0] for part in page.split('<a href="')[1:]]
    assert hrefs == [hrefs[0]] * 3
    assert hrefs[0].startswith("/repo/2026/03/01/")
    assert not [each for each in problems if "link removed" in each]


@pytest.mark.parametrize("source", ["", SOURCE])
def test_a_link_to_a_record_of_another_topic_leads_to_the_original(linked: Site, source: str) -> None:
    pool = linked.content.parent / "pool"
    for name, fields in (
        ("other", "category: Birds\noriginalUrl: https://source.example/h\n"),
        ("own", "category: Birds\n"),
        ("draft", "category: Birds\ndraft: true\noriginalUrl: https://source.example/d\n"),
    ):
        (pool / "_news").mkdir(parents=True, exist_ok=True)
        (pool / f"_news/{name}.md").write_text(RECORD.format(name.title(), fields, "Text."), "utf-8")
    linked.write("site.toml", '[content]\nfrom = "../pool"\ntopics = ["Looms"]\n')
    body = "[it](../_news/other.md) [own](../_news/own.md) [draft](/_news/draft.md)"
    page, _, problems = built(linked, body, f"category: Looms\n{source}")
    assert '<a href="https://source.example/h" rel="noopener">it</a> own draft</p>' in page
    assert len([each for each in problems if "which is left out" in each]) == 2
