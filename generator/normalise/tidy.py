"""The last look at sanitised HTML: what is safe and well formed, but would not look well on a page of ours.

Takes HTML as nh3 writes it (every attribute in double quotes, every element closed), and nothing else; so patterns
read it soundly. Giving the result in again changes nothing.
"""

import re

ATTRIBUTES = r"""(?: [a-z]+="[^"]*")*"""
"""Pattern of the attributes of a tag."""

_HEADING = re.compile(r"(</?h)([1-6])(?=[ >])")
_IMAGE = re.compile(rf"<img{ATTRIBUTES}>")
_EMPTY = re.compile(rf"<p{ATTRIBUTES}>(?:[ \t\r\n\f]|&nbsp;|<br>)*+</p>")
_ANCHOR = re.compile(rf"<a({ATTRIBUTES})>|</a>")
_AIMLESS = ('<a rel="noopener">', "<a>")
_MARGIN = re.compile(r"[ \t]*\n[ \t\r\n\f]*")


def tidied(html: str) -> str:
    """Make room for the page's one ``<h1>``, finish pictures, and take out what shows nothing: paragraphs that only
    make a gap, links that lead nowhere, the indentation of a source."""
    if "<h1" in html:
        html = _HEADING.sub(lambda tag: f"{tag[1]}{min(int(tag[2]) + 1, 6)}", html)
    if "<img" in html:
        html = _IMAGE.sub(_picture, html)
    if any(tag in html for tag in _AIMLESS):
        html = _without_aimless(html)
    html = _EMPTY.sub("", html)
    return html.strip() if "<pre" in html else _MARGIN.sub("\n", html).strip()


def _picture(tag: re.Match[str]) -> str:
    """Return a picture that loads when it comes into sight, tells its host nothing of the page, and says something to
    those who cannot see it."""
    if ' src="' not in tag[0]:
        return ""
    alternative = "" if ' alt="' in tag[0] else ' alt=""'
    return f'{tag[0][:-1]}{alternative} loading="lazy" referrerpolicy="no-referrer">'


def _without_aimless(html: str) -> str:
    """Unwrap links without an address. A link may lie in another one, in a table within it; so tags are paired."""
    kept: list[bool] = []

    def judge(tag: re.Match[str]) -> str:
        if tag[0] == "</a>":
            return tag[0] if kept.pop() else ""
        kept.append(tag[0] not in _AIMLESS)
        return tag[0] if kept[-1] else ""

    return _ANCHOR.sub(judge, html)
