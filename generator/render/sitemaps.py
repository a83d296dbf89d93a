"""Sitemaps and their index, as sitemaps.org has them. Which addresses stand in each is decided in ``plan``."""

from html import escape

from generator.model.output import Sitemap, SitemapUrl
from generator.render.xml_text import legal

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def render_sitemap(output: Sitemap) -> bytes:
    """Return a sitemap, one address per line."""
    root, child = ("sitemapindex", "sitemap") if output.index else ("urlset", "url")
    lines = "\n".join([_line(child, url) for url in output.urls])
    return f'{HEAD}<{root} xmlns="{NAMESPACE}">\n{lines}\n</{root}>\n'.encode()


def _line(element: str, url: SitemapUrl) -> str:
    lastmod = f"<lastmod>{_text(url.lastmod)}</lastmod>" if url.lastmod else ""
    return f"<{element}><loc>{_text(url.url)}</loc>{lastmod}</{element}>"


def _text(text: str) -> str:
    return escape(legal(text), quote=False)
