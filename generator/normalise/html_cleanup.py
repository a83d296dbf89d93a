"""The last look at sanitised HTML: what is safe and well formed, but would not look well on a page of ours.

Takes HTML as nh3 writes it (every attribute in double quotes, every element closed), and nothing else; so patterns
read it soundly.
"""

import re

ATTRIBUTES = r"""(?: [a-z]+="[^"]*")*"""
"""Pattern of the attributes of a tag."""

_HEADING = re.compile(r"(</?h)([1-6])(?=[ >])")
_IMAGE = re.compile(rf"<img{ATTRIBUTES}>")
_EMPTY = re.compile(rf"<p{ATTRIBUTES}>(?:[ \t\r\n\f]|&nbsp;|<br>)*+</p>")
_AIMLESS = re.compile(r'<a rel="noopener">(?:([^<\n][^<]*|)</a>)?')
_MARGIN = re.compile(r"[ \t]*\n[ \t\r\n\f]*")


def tidy_html(html: str) -> str:
    """Make room for the page's one ``<h1>``, finish pictures, and take out what shows nothing: paragraphs that only
    make a gap, links that lead nowhere, the indentation of a source."""
    if "<h1" in html:
        html = _HEADING.sub(lambda tag: f"{tag[1]}{min(int(tag[2]) + 1, 6)}", html)
    if "<img" in html:
        html = _IMAGE.sub(_picture, html)
    has_pre = "<pre" in html  # there, space counts, and what comes first
    if not has_pre:
        html = _EMPTY.sub("", html)
    if '<a rel="noopener">' in html:
        html = _AIMLESS.sub(_unlinked, html)
    return html.strip() if has_pre else _MARGIN.sub("\n", _EMPTY.sub("", html)).strip()


def _picture(tag: re.Match[str]) -> str:
    """Return a picture that loads when it comes into sight, tells its host nothing of the page, and says something to
    those who cannot see it."""
    if ' src="' not in tag[0]:
        return ""
    alternative = "" if ' alt="' in tag[0] else ' alt=""'
    return f'{tag[0][:-1]}{alternative} loading="lazy" referrerpolicy="no-referrer">'


def _unlinked(link: re.Match[str]) -> str:
    """Unwrap a link without an address that holds text alone; around elements it keeps them apart, as when parsed."""
    return "<a>" if link[1] is None else link[1]
