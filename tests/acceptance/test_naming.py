"""No two pages have one title or one description, whatever records are called."""

import re
import shutil
from collections import Counter
from html import unescape

from generator.commands.check_site import check_site
from tests.support.site_kit import ROOT, Site, Tree, article

TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
DESCRIPTION = re.compile(r'<meta name="description"[^>]* content="([^"]*)">')


def heads(tree: Tree) -> dict[str, tuple[str, str]]:
    """Return title and description of every page that search engines may show."""
    found = {}
    for path, data in tree.items():
        page = data.decode() if path.endswith(".html") else ""
        if page and '<meta name="robots"' not in page:
            title, description = TITLE.search(page), DESCRIPTION.search(page)
            assert title, path
            assert description, path
            found[path] = unescape(title[1]), unescape(description[1])
    return found


def assert_told_apart(tree: Tree) -> None:
    found = heads(tree)
    for at in (0, 1):
        counts = Counter(each[at] for each in found.values())
        twice = {text: count for text, count in counts.items() if count > 1}
        assert not twice, {path: each for path, each in found.items() if each[at] in twice}


def test_every_page_of_the_demo_is_called_otherwise(site: Site) -> None:
    shutil.copytree(ROOT / "content", site.content)
    site.build()
    assert len(heads(site.tree())) > 100
    assert_told_apart(site.tree())


def hostile(site: Site) -> None:
    """Records that are called like one another, like lists, like pages of lists, and like what tells them apart."""
    site.write(
        "site.toml", '[site]\ntitle = "Clocks"\ndescription = "All there is."\n[lists]\npage_size = 2\n'
    )
    titles = [
        "Same",
        "Same",
        "Same",
        "Topics",
        "Clocks",
        "Clocks, page 1",
        "2024",
        "1 May 2024",
        "Search",
        "Videos",
    ]
    titles += [
        "Same (The Paper, 1 May 2024)",
        "Same (2024/05/01/same)",
        "Undated",
        "Clocks: undated",
        "Feeds",
    ]
    for number, title in enumerate(titles):
        fields = article(f"n{number}", title=title, excerpt="" if number % 2 else "The same of all.")
        site.record(f"_news/{number}.md", fields)
    for number in range(3):
        fields = article(f"u{number}", title="Same", excerpt="All there is.", publishedDateTime=None)
        fields |= {
            "provider": {"name": "Clocks", "domain": f"clocks{number}.example"},
            "topics": ["Clocks", "Archive"],
        }
        site.record(f"_learning/videos/u{number}.md", fields | {"type": "video"})
    for domain in ("paper.example", "clocks0.example", "clocks1.example"):
        text = f"---\nname: {'Clocks' if 'clocks' in domain else 'The Paper'}\ndomain: {domain}\n"
        site.write(f"_data/organizations/{domain}.md", text + "description: All there is.\n---\n")
    site.record("_news/page.md", article("page", title="Else", topics=["Clocks, page 1", "Clocks"]))


def test_names_that_are_equal_are_told_apart(site: Site) -> None:
    hostile(site)
    site.build()
    assert_told_apart(site.tree())
    alike = [each for each in check_site(site.output).problems if "of its own" in each.message]
    assert alike == []


def test_what_is_told_apart_is_so_in_any_order_of_builds(site: Site) -> None:
    hostile(site)
    site.build()
    site.record("_news/one-more.md", article("one-more", title="Same", excerpt="The same of all."))
    site.build()
    assert site.tree() == site.clean()
    assert_told_apart(site.tree())
    (site.content / "_news/one-more.md").unlink()
    (site.content / "_news/0.md").unlink()
    site.edit("_news/1.md", "title: Same", "title: Its own")
    site.build()
    assert site.tree() == site.clean()


def test_a_name_of_its_own_is_left_alone(site: Site) -> None:
    site.record("_news/a.md", article("a", title="One"))
    site.record("_news/b.md", article("b", title="Other", excerpt=""))
    site.build()
    found = heads(site.tree())
    assert found["2024/05/01/one/index.html"] == ("One · Broadsheet", "What there is to say about the a.")
    assert found["2024/05/01/other/index.html"] == ("Other · Broadsheet", "Other")


def test_equal_headlines_are_told_apart_by_who_and_when(site: Site) -> None:
    site.record("_news/a.md", article("a", title="One", excerpt="Said."))
    paper = {"name": "The Post", "domain": "post.example"}
    site.record("_news/b.md", article("b", title="One", excerpt="Said.", provider=paper))
    site.build()
    titles = {path: said for path, said in heads(site.tree()).items() if path.startswith("2024/05/01/one")}
    assert sorted(titles.values()) == [
        ("One (The Paper, 1 May 2024) · Broadsheet", "One (The Paper, 1 May 2024): Said."),
        ("One (The Post, 1 May 2024) · Broadsheet", "One (The Post, 1 May 2024): Said."),
    ]


def test_a_published_site_is_held_to_it(site: Site) -> None:
    site.record("_news/a.md", article("a", title="One"))
    site.record("_news/b.md", article("b", title="Two"))
    site.build(overrides={"site": {"base_url": "https://a.example/"}})
    file = site.output / "2024/05/01/two/index.html"
    file.write_text(file.read_text("utf-8").replace("<title>Two", "<title>One"), "utf-8")
    (problem,) = check_site(site.output).problems
    assert (problem.path, problem.severity) == ("2024/05/01/two/index.html", "warning")
    assert "duplicate title: 'One · Broadsheet'" in problem.message
