"""Sitemaps and their index, as sitemaps.org has them. Which addresses stand in each is decided in ``plan``."""

from html import escape

from generator.model.output import Sitemap, SitemapUrl
from generator.render.xml import strip_illegal

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
IMAGES = "http://www.google.com/schemas/sitemap-image/1.1"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def render_sitemap(output: Sitemap) -> bytes:
    """Return a sitemap, one address per line."""
    root, child = ("sitemapindex", "sitemap") if output.index else ("urlset", "url")
    more = f' xmlns:news="{NEWS}"' if output.publication else ""
    more += f' xmlns:image="{IMAGES}"' if any(url.pictures for url in output.urls) else ""
    lines = "\n".join([_line(child, url, output) for url in output.urls])
    return f'{HEAD}<{root} xmlns="{NAMESPACE}"{more}>\n{lines}\n</{root}>\n'.encode()


def _line(element: str, url: SitemapUrl, output: Sitemap) -> str:
    lastmod = f"<lastmod>{_text(url.lastmod)}</lastmod>" if url.lastmod else ""
    lastmod += "".join(
        [f"<image:image><image:loc>{_text(at)}</image:loc></image:image>" for at in url.pictures]
    )
    lastmod += _news(url, output) if url.headline else ""
    return f"<{element}><loc>{_text(url.url)}</loc>{lastmod}</{element}>"


def _news(url: SitemapUrl, output: Sitemap) -> str:
    name, language = _text(output.publication), _text(output.language)
    return (
        f"<news:news><news:publication><news:name>{name}</news:name><news:language>{language}</news:language>"
        f"</news:publication><news:publication_date>{_text(url.published)}</news:publication_date>"
        f"<news:title>{_text(url.headline)}</news:title></news:news>"
    )


def _text(text: str) -> str:
    return escape(strip_illegal(text), quote=False)
