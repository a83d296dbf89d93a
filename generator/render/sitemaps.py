"""Renders sitemaps and sitemap indexes (https://www.sitemaps.org/protocol.html). ``plan`` decides their URLs."""

from html import escape

from generator.model.output import Sitemap, SitemapUrl
from generator.render.xml import strip_illegal

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
IMAGES = "http://www.google.com/schemas/sitemap-image/1.1"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def render_sitemap(output: Sitemap) -> bytes:
    """Return a sitemap, one URL per line."""
    root, child = ("sitemapindex", "sitemap") if output.index else ("urlset", "url")
    namespaces = f' xmlns:news="{NEWS}"' if output.publication else ""
    namespaces += f' xmlns:image="{IMAGES}"' if any(url.pictures for url in output.urls) else ""
    lines = "\n".join([_url_element(child, url, output) for url in output.urls])
    return f'{HEAD}<{root} xmlns="{NAMESPACE}"{namespaces}>\n{lines}\n</{root}>\n'.encode()


def _url_element(element: str, url: SitemapUrl, output: Sitemap) -> str:
    details = f"<lastmod>{_text(url.lastmod)}</lastmod>" if url.lastmod else ""
    details += "".join(
        [f"<image:image><image:loc>{_text(image)}</image:loc></image:image>" for image in url.pictures]
    )
    details += _news(url, output) if url.headline else ""
    return f"<{element}><loc>{_text(url.url)}</loc>{details}</{element}>"


def _news(url: SitemapUrl, output: Sitemap) -> str:
    name, language = _text(output.publication), _text(output.language)
    return (
        f"<news:news><news:publication><news:name>{name}</news:name><news:language>{language}</news:language>"
        f"</news:publication><news:publication_date>{_text(url.published)}</news:publication_date>"
        f"<news:title>{_text(url.headline)}</news:title></news:news>"
    )


def _text(text: str) -> str:
    return escape(strip_illegal(text), quote=False)
