"""Bodies and names as people and crawlers write them: reports of users of other generators, rebuilt with own words."""

import re

import pytest

from tests.support.pictures import picture
from tests.support.site_kit import Site

HEAD = '---\ntitle: "{0}"\npublishedDateTime: 2026-03-01T10:00:00Z\noriginalUrl: "https://source.example/{1}"\n---\n'


def body_of(site: Site, slug: str) -> str:
    """Return the body on the page of an item of 1 March 2026."""
    page = (site.output / f"2026/03/01/{slug}/index.html").read_text("utf-8")
    found = re.search(
        r'<div class="body[^>]*>\n(.*?)\n</div>\n<(?:nav|footer|div class="s|/)', page, re.DOTALL
    )
    return found[1].strip() if found else ""


def titles_of(site: Site) -> list[str]:
    feed = (site.output / "feed.json").read_text("utf-8")
    return re.findall(r'"title": ?"((?:[^"\\]|\\.)*)"', feed)[1:]


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ('<img src="https://p.example/x.png" alt="">\n\n## Heading\n\n- **two**', "<h2>Heading</h2>"),
        ("<!-- lint off -->\n\n## Heading\n\nSome *words*.", "<p>Some <em>words</em>.</p>"),
        ("<https://web.example/report> is *worth reading*.", "is <em>worth reading</em>"),
        ("<3 for **everybody**.", "<p>&lt;3 for <strong>everybody</strong>.</p>"),
        ("<kbd>F1</kbd> **helps**", "<strong>helps</strong>"),
        ("1. Soup\n   - leeks\n2. Bread", "<li>Soup<ul>\n<li>leeks</li>\n</ul>"),
        ("* Tools\n  * spade\n    * its handle", "<li>spade<ul>\n<li>its handle</li>"),
        ("~~gone~~", "<del>gone</del>"),
        ("a\\\nb", "<p>a<br>\nb</p>"),
        ("- [x] done\n- [ ] open", "<li>☑ done</li>\n<li>☐ open</li>"),
        ("a[^1]\n\n[^1]: Note", '<a href="#fn:1"'),
        ("|a|\n|-:|\n|1|", '<td class="align-right">1</td>'),
        ("<details>\n<summary>More</summary>\n\n- *a*\n\n</details>", "<li><em>a</em></li>"),
        ("<h3><div>a</div></h3>", "<h2> a </h2>"),
        ("<div>&amp;quot;Hello&amp;quot;</div>", '<div>"Hello"</div>'),
        ("Write `&amp;quot;`.", "<code>&amp;amp;quot;</code>"),
    ],
)
def test_a_body_is_shown_as_its_author_meant_it(site: Site, body: str, html: str) -> None:
    site.write("a.md", HEAD.format("Alpha", "a") + body)
    site.build(offline=True)
    assert html in body_of(site, "alpha")


@pytest.mark.parametrize(
    "title",
    [
        "Use <template> and <details> in HTML",
        "The <title> element, explained",
        "When <select> is enough",
        "A new <video> player",
        "<dialog> is here",
        "if a<b then c>d",
        "Vec<T> explained",
        "What does &nbsp; do in HTML?",
        "Why & becomes &amp; in feeds",
        "Why “é” turns into “Ã©”",
    ],
)
def test_a_headline_about_markup_entities_or_mojibake_stays(site: Site, title: str) -> None:
    site.write("a.md", HEAD.replace('"{0}"', f"'{title}'").format("", "a"))
    report = site.build(offline=True)
    assert report.problems == ()
    escaped = title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    front = (site.output / "index.html").read_text("utf-8")
    assert f">{escaped}</a>" in front


def test_an_image_of_ours_is_ours_in_a_text_about_another_article(site: Site) -> None:
    site.write("assets/chart.png", picture(120, 120))
    site.write("linked.md", HEAD.format("Their article", "blog/post") + "![chart](/assets/chart.png)")
    report = site.build(offline=True)
    assert "source.example/assets" not in body_of(site, "their-article")
    assert re.search(r'src="/pictures/chart-[0-9a-f]+-\d+\.', body_of(site, "their-article"))
    assert report.problems == ()


def test_an_image_of_ours_that_is_missing_is_a_warning_with_its_line(site: Site) -> None:
    record = '---\ntitle: "Letter"\npublishedDateTime: 2026-03-01T10:00:00Z\n---\nHello.\n\n![chart](/assets/gone.png)\n'  # noqa: E501
    site.write("_newsletters/1.md", record)
    (problem,) = site.build(offline=True).problems
    assert str(problem).startswith("_newsletters/1.md:7: body: expected an image at 'assets/gone.png'")


@pytest.mark.parametrize(
    ("host", "ascii_host"),
    [
        ("bücher.example", "xn--bcher-kva.example"),
        ("☕.example", "xn--53h.example"),
        ("例え.example", "xn--r8jz45g.example"),
    ],
)
def test_an_international_name_is_read_everywhere_and_shown_in_its_own_script(
    site: Site, host: str, ascii_host: str
) -> None:
    site.write(
        "a.md",
        f'---\ntitle: "Alpha"\npublishedDateTime: 2026-03-01T10:00:00Z\noriginalUrl: "https://{host}/neu"\n'
        f'provider: {{domain: "{host}"}}\n---\nSee [it](https://{host}/).\n',
    )
    report = site.build(offline=True, overrides={"site": {"base_url": f"https://{host}/blog/"}})
    page = (site.output / "2026/03/01/alpha/index.html").read_text("utf-8")
    assert report.problems == ()
    assert f"Read it at {host}<" in page
    assert f'href="https://{ascii_host}/neu"' in page
    assert f'"https://{ascii_host}/blog/2026/03/01/alpha/"' in page
    assert ascii_host not in re.sub(r"<script.*?</script>|<[^>]*>", "", page, flags=re.DOTALL)
    assert f"<link>https://{ascii_host}/blog/</link>" in (site.output / "feed.rss").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("cnn.example/us/live-news/storm-2026", "cnn.example"),
        ("https://www.paper.example/a?b=c", "paper.example"),
        ("//paper.example/feed", "paper.example"),
    ],
)
def test_a_url_is_no_name_of_a_provider(site: Site, name: str, domain: str) -> None:
    fields = f"provider: {{name: '{name}'}}\n---\n"
    site.write("a.md", HEAD.format("Alpha", "a").removesuffix("---\n") + fields)
    (problem,) = site.build(offline=True).problems
    assert "expected the name of a provider" in str(problem)
    assert (site.output / "providers" / domain / "index.html").exists()
    assert f">{domain}</a>" in (site.output / "providers/index.html").read_text("utf-8")
