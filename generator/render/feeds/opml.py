"""Renders OPML 2.0: lists of feeds in folders, for import into feed readers. ``plan`` decides feeds and order."""

from collections.abc import Iterator, Sequence
from html import escape

from generator.model.output import Opml
from generator.model.views.feeds import OutlineView
from generator.render.xml import strip_illegal

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPECIFICATION = "http://opml.org/spec2.opml"


def render_opml(output: Opml) -> bytes:
    """Return an OPML document, one outline per line."""
    owner = f"<ownerName>{_text(output.owner)}</ownerName>\n" if output.owner else ""
    head = f"<title>{_text(output.title)}</title>\n{owner}<docs>{SPECIFICATION}</docs>\n"
    body = "\n".join(_lines(output.outlines))
    document = f'{HEAD}<opml version="2.0">\n<head>\n{head}</head>\n<body>\n{body}\n</body>\n</opml>\n'
    return document.encode()


def _lines(outlines: Sequence[OutlineView]) -> Iterator[str]:
    """Yield the lines of the body. A folder is closed before the next outline of the same or a lesser depth."""
    open_folders: list[int] = []
    for outline in outlines:
        while open_folders and open_folders[-1] >= outline.depth:
            open_folders.pop()
            yield "</outline>"
        if outline.feed_url:
            yield f"<outline {_attributes(outline)}/>"
        else:
            open_folders.append(outline.depth)
            yield f"<outline {_attributes(outline)}>"
    yield from ("</outline>" for _ in open_folders)


def _attributes(outline: OutlineView) -> str:
    """Return the attributes of an outline. ``title`` repeats ``text``: some readers use only ``title``."""
    text = _text(outline.text)
    if not outline.feed_url:
        return f'text="{text}" title="{text}"'
    page = f' htmlUrl="{_text(outline.html_url)}"' if outline.html_url else ""
    return f'type="rss" text="{text}" title="{text}" xmlUrl="{_text(outline.feed_url)}"{page}'


def _text(text: str) -> str:
    return escape(strip_illegal(text))
