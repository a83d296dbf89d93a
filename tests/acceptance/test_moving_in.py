"""Sites of other programs, moved as docs/guide.md says: with its table of names, its settings, and its advice."""

import json
import re

import feedparser
import pytest

from generator.model.report import BuildReport
from tests.support.site_kit import ROOT, Site

GUIDE = (ROOT / "docs" / "guide.md").read_text("utf-8").partition("## Coming from elsewhere")[2]
NAMES = {
    elsewhere: re.findall(r"`([A-Za-z]+)`", row[2])[0]
    for row in re.finditer(r"^\| (`.+?) \| (.+) \|$", GUIDE, re.MULTILINE)
    for elsewhere in re.findall(r"`([a-z_]+)`", row[1])
}
"""The names of fields elsewhere, and ours, as the guide has them."""


def rename(text: str) -> str:
    """Rename the fields of front matter in the first column, as the guide says."""
    for elsewhere, ours in NAMES.items():
        text = re.sub(rf"^{elsewhere}:", f"{ours}:", text, flags=re.MULTILINE)
    return text


JEKYLL = {
    "_posts/2026-03-01-welcome.md": "---\nlayout: post\ntitle: Welcome\ndate: 2026-03-01 09:30:00 +0100\n"
    "categories: [Bees]\ntags: [a]\n---\nHello, *world*.\n",
    "_posts/2026-03-02-private.md": "---\nlayout: post\ntitle: Private\npublished: false\n---\nNot for anybody.\n",
    "_drafts/idea.md": "---\nlayout: post\ntitle: Half an idea\n---\nNot yet.\n",
}
HUGO = {
    "posts/welcome/index.md": "---\ntitle: Welcome\ndate: 2026-03-01T08:30:00Z\nlastmod: 2026-03-02\n"
    "summary: A greeting\ncategories:\n  - Bees\ndraft: false\n---\nHello, *world*.\n",
    "posts/idea.md": "---\ntitle: Half an idea\ndate: 2026-03-03\ndraft: true\n---\nNot yet.\n",
}
PELICAN = {
    "welcome.md": "---\ntitle: Welcome\ndate: 2026-03-01 08:30\nmodified: 2026-03-02 10:00\n"
    "summary: A greeting\ncategories: [Bees]\n---\nHello, *world*.\n",
}
ELEVENTY = {
    "blog/welcome.md": "---\ntitle: Welcome\ndate: 2026-03-01\ndescription: A greeting\ntags: [a]\n"
    "categories: [Bees]\nlayout: layouts/post.njk\n---\nHello, *world*.\n",
}
SITES = {"jekyll": JEKYLL, "hugo": HUGO, "pelican": PELICAN, "eleventy": ELEVENTY}


def move(site: Site, files: dict[str, str]) -> BuildReport:
    for path, text in files.items():
        site.write(path, rename(text))
    return site.build()


def test_the_guide_names_the_usual_fields() -> None:
    assert NAMES["date"] == "publishedDateTime"
    assert {"lastmod", "summary", "categories", "description", "link", "lang", "author"} <= NAMES.keys()


@pytest.mark.parametrize("name", SITES)
def test_posts_renamed_by_the_table_are_whole(site: Site, name: str) -> None:
    report = move(site, SITES[name])
    tree = site.tree()
    page = tree["2026/03/01/welcome/index.html"].decode()
    assert "Hello, <em>world</em>." in page
    assert "topics/bees/index.html" in tree
    assert not any("half-an-idea" in path for path in tree)
    assert [problem for problem in report.problems if problem.severity != "repaired"] == []
    assert [field.name for field in report.unknown if field.name != "layout"] == []


@pytest.mark.parametrize("name", SITES)
def test_posts_as_they_are_name_what_to_rename(site: Site, name: str) -> None:
    for path, text in SITES[name].items():
        site.write(path, text)
    report = site.build()
    hints = {problem.field: problem.hint for problem in report.problems if problem.severity == "warning"}
    assert hints["categories"] == "Rename it to topics."
    assert hints["date"] == "Rename it to publishedDateTime."
    assert {field.name: field.near for field in report.unknown}["categories"] == "topics"


def test_a_post_of_jekyll_that_is_not_published_is_built_unless_the_setting_of_the_guide_excludes_it(
    site: Site,
) -> None:
    assert 'unpromoted = "exclude"' in GUIDE
    report = move(site, JEKYLL)
    assert report.looks_like_jekyll
    assert report.counts.unpromoted == 1
    site.write("site.toml", '[content]\nunpromoted = "exclude"\n')
    report = site.build()
    assert not any("private" in path for path in site.tree())
    assert dict(report.counts.left_out) == {"draft": 1, "not promoted": 1}


@pytest.mark.parametrize(
    ("text", "said"),
    [("+++\ntitle = 'a'\n+++\nHello.\n", "TOML"), ("Title: a\nDate: 2026-03-01\n\nHello.\n", "line of ---")],
    ids=["hugo", "pelican"],
)
def test_other_front_matter_is_named(site: Site, text: str, said: str) -> None:
    site.write("a.md", text)
    (problem,) = site.build().problems
    assert said in problem.message


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Weir Keeper</title><link>https://weir.example/</link>
<item><title>Ice on the weir \N{ROCKET}</title><link>https://weir.example/ice</link>
<pubDate>Thu, 05 Mar 2026 07:30:00 +0100</pubDate><description>Thin, but there.</description></item></channel></rss>"""


@pytest.mark.parametrize("published", ["published", "published_parsed"])
def test_a_planet_made_of_what_feedparser_hands_out(site: Site, published: str) -> None:
    feed = feedparser.parse(FEED)
    for number, entry in enumerate(feed.entries):
        provider = {"name": feed.feed.title, "domain": "weir.example"}
        fields = {"title": entry.title, "excerpt": entry.summary, "publishedDateTime": entry[published]}
        fields |= {"originalUrl": entry.link, "provider": provider}
        site.write(f"{number}.md", f"---\n{json.dumps(fields)}\n---\n")
    assert site.build().problems == ()
    text = site.tree()["feed.rss"].decode()
    assert "Ice on the weir \N{ROCKET}" in text
    assert "Thu, 05 Mar 2026 06:30:00 +0000" in text
