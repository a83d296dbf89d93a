"""The picture of a feed's entry, in every way that readers look for one.

Media RSS for those that lay entries out, an enclosure (RSS 2.0; RFC 4287, section 4.2.7.2) for those that know no
better, and the first thing in the HTML for those that show only that. A picture that lies elsewhere has no known
length, which an enclosure must have, and stands in Media RSS alone.
"""

from html import escape

from feedgen.ext.media import MEDIA_NS
from lxml.etree import SubElement, _Element

from generator.model.feed import EnclosureView, FeedEntryView

CONTENT = f"{{{MEDIA_NS}}}content"
TITLE = f"{{{MEDIA_NS}}}title"
THUMBNAIL = f"{{{MEDIA_NS}}}thumbnail"


def html_of(view: FeedEntryView) -> str:
    """Return the HTML of an entry with its picture first; "" where it has neither picture nor HTML."""
    picture = view.picture
    if picture is None or not picture.length:
        return view.content
    size = f' width="{picture.width}" height="{picture.height}"'
    image = f'<p><img src="{escape(picture.url)}" alt="{escape(picture.title)}"{size}></p>'
    return image + (view.content or (f"<p>{escape(view.summary)}</p>" if view.summary else ""))


def complete_media(element: _Element, picture: EnclosureView | None) -> _Element:
    """Add what feedgen has no word for to the ``media:content`` of an entry: its title and a small version."""
    content = element.find(CONTENT) if picture else None
    if content is None or picture is None:
        return element
    if picture.title:
        SubElement(content, TITLE, type="plain").text = picture.title
    if small := picture.thumbnail:
        told = {"url": small.url, "width": str(small.width), "height": str(small.height)}
        SubElement(content, THUMBNAIL, told)
    return element


def enclose(element: _Element, picture: EnclosureView | None, atom: bool) -> _Element:
    """Add the enclosure of an entry, if the length of its picture is known."""
    if picture is None or not picture.length:
        return element
    told = {"type": picture.media_type, "length": str(picture.length)}
    if atom:
        SubElement(element, "link", {"rel": "enclosure", "href": picture.url, **told})
    else:
        SubElement(element, "enclosure", {"url": picture.url, **told})
    return element
