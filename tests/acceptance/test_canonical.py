"""``metadata.canonical = "source"``: the article stands for the page, and nothing else claims to."""

from generator.commands.check_site import check_site
from tests.support.site_kit import Site, article

SOURCE = {"metadata": {"canonical": "source"}, "site": {"base_url": "https://x.example/feed/"}}
PAGE = "2024/05/01/the-bell/index.html"


def test_the_source_stands_for_the_page_of_an_item(site: Site) -> None:
    site.record("_news/bell.md", article("bell"))
    site.record("_news/letter.md", article("letter", originalUrl=None))
    site.build(overrides=SOURCE)
    tree = site.tree()
    page = tree[PAGE].decode()
    assert '<link rel="canonical" href="https://paper.example/bell">' in page
    assert '<meta property="og:url" content="https://x.example/feed/2024/05/01/the-bell/">' in page
    sitemap = tree["sitemap-2024.xml"].decode()
    assert "the-bell" not in sitemap
    assert "the-letter" in sitemap, "what is nowhere else stands for itself"
    assert '"@id":"https://x.example/feed/2024/05/01/the-bell/"' in page
    assert check_site(site.output).problems == ()


def test_changing_it_moves_the_pages_of_items_and_back(site: Site) -> None:
    site.record("_news/bell.md", article("bell"))
    site.build(overrides={"site": SOURCE["site"]})
    before = site.tree()
    site.build(overrides=SOURCE)
    assert site.tree() == site.clean(overrides=SOURCE)
    site.build(overrides={"site": SOURCE["site"]})
    assert site.tree() == before
