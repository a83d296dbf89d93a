"""Sitemaps as sitemaps.org has them."""

import pytest
from lxml import etree

from generator.model.output import Sitemap, SitemapUrl
from generator.render.sitemaps import NAMESPACE, render_sitemap

URLS = (
    SitemapUrl("https://feed.example/a/?b=1&c=<2>", "2021-12-15T10:00:00Z"),
    SitemapUrl("https://feed.example/\x0bd/", ""),
)


@pytest.mark.parametrize(
    ("index", "root", "child"), [(True, "sitemapindex", "sitemap"), (False, "urlset", "url")]
)
def test_a_sitemap_lists_its_addresses(index: bool, root: str, child: str) -> None:
    tree = etree.fromstring(render_sitemap(Sitemap("sitemap.xml", index, URLS)))
    names = {"s": NAMESPACE}
    assert tree.tag == f"{{{NAMESPACE}}}{root}"
    assert tree.xpath(f"s:{child}/s:loc/text()", namespaces=names) == [
        "https://feed.example/a/?b=1&c=<2>",
        "https://feed.example/d/",
    ]
    assert tree.xpath(f"s:{child}/s:lastmod/text()", namespaces=names) == ["2021-12-15T10:00:00Z"]


def test_a_sitemap_of_nothing_is_well_formed() -> None:
    assert len(etree.fromstring(render_sitemap(Sitemap("sitemap.xml", False, ())))) == 0


def test_a_sitemap_has_one_address_a_line() -> None:
    lines = render_sitemap(Sitemap("sitemap.xml", False, URLS)).decode().splitlines()
    assert lines[0] == '<?xml version="1.0" encoding="UTF-8"?>'
    assert len(lines) == 2 + len(URLS) + 1
