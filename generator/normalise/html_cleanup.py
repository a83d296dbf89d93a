"""Tidy sanitised HTML, which is safe and well formed but may not look good on a page.

Only accepts HTML as nh3 writes it, with every attribute in double quotes and every element closed. So regular
expressions can parse it reliably.
"""

import re

ATTRIBUTES = r"""(?: [a-z]+="[^"]*")*"""
"""The pattern of a tag's attributes."""

_HEADING = re.compile(r"(</?h)([1-6])(?=[ >])")
_IMAGE = re.compile(rf"<img{ATTRIBUTES}>")
_EMPTY_PARAGRAPH = re.compile(rf"<p{ATTRIBUTES}>(?:[ \t\r\n\f]|&nbsp;|<br>)*+</p>")
_LINK_WITHOUT_HREF = re.compile(r'<a rel="noopener">(?:([^<\n][^<]*|)</a>)?')
_LINE_BREAK = re.compile(r"[ \t]*\n[ \t\r\n\f]*")


def tidy_html(html: str) -> str:
    """Return HTML that fits into a page.

    Headings are lowered by one level, because the page has the ``<h1>``. Images load lazily. Empty paragraphs, links
    without a URL and the indentation of the source are removed.
    """
    if "<h1" in html:
        html = _HEADING.sub(lambda tag: f"{tag[1]}{min(int(tag[2]) + 1, 6)}", html)
    if "<img" in html:
        html = _IMAGE.sub(_complete_image, html)
    has_pre = "<pre" in html  # there, white space counts, also at the start
    if not has_pre:
        html = _EMPTY_PARAGRAPH.sub("", html)
    if '<a rel="noopener">' in html:
        html = _LINK_WITHOUT_HREF.sub(_unwrap_link, html)
    return html.strip() if has_pre else _LINE_BREAK.sub("\n", _EMPTY_PARAGRAPH.sub("", html)).strip()


def _complete_image(tag: re.Match[str]) -> str:
    """Return an image tag that loads lazily, sends no referrer and has an alternative text; "" without a ``src``."""
    if ' src="' not in tag[0]:
        return ""
    alt = "" if ' alt="' in tag[0] else ' alt=""'
    return f'{tag[0][:-1]}{alt} loading="lazy" referrerpolicy="no-referrer">'


def _unwrap_link(link: re.Match[str]) -> str:
    """Return the text of a link without a URL. A link around elements stays, because it keeps them apart."""
    return "<a>" if link[1] is None else link[1]
