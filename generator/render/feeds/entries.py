"""Renders one entry of an RSS or Atom feed.

Writes the XML as text, with the element order and spelling of feedgen, which makes the feed heads
(:mod:`generator.render.feeds.heads`). Building an entry with feedgen takes eight times as long, and a site has an entry
for each item in each format. A test compares the two. Elements that feedgen lacks or gets wrong are added here:
``media:title``, thumbnails, a complete Atom ``source`` and link relations.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

from generator.model.views.feeds import EnclosureView, FeedEntryView, FeedSourceView, FeedStoryItemView
from generator.render.xml import check_xml, escape_attribute, escape_text


def rss_item(view: FeedEntryView) -> bytes:
    """Return an ``item`` of RSS 2.0. Readers parse a description as HTML, so the plain summary is escaped twice.

    Raises :class:`ValueError` for a character that XML forbids.
    """
    return check_xml(f"<item>{''.join(_rss_elements(view))}</item>")


def _rss_elements(view: FeedEntryView) -> Iterator[str]:
    yield f"<title>{escape_text(view.title or view.link)}</title><link>{escape_text(view.link)}</link>"
    if view.summary:
        yield f"<description>{escape_text(escape(view.summary, quote=False))}</description>"
    if view.content:
        # Without a summary the content is the description: many readers show nothing else.
        name = "content:encoded" if view.summary else "description"
        yield f"<{name}>{escape_text(_content_with_image(view))}</{name}>"
    yield f'<guid isPermaLink="false">{escape_text(view.id)}</guid>'
    for name in view.categories:
        yield f"<category>{escape_text(name)}</category>"
    if view.picture and view.picture.length:
        yield _enclosure("enclosure", "url", view.picture)
    yield f"<pubDate>{format_datetime(view.published.astimezone(UTC))}</pubDate>"
    if view.source and (url := view.source.feed_url or view.source.url):
        yield f'<source url="{escape_attribute(url)}">{escape_text(view.source.name)}</source>'
    yield from _media(view.picture)
    for name in _authors(view):
        yield f"<dc:creator>{escape_text(name)}</dc:creator>"
    if view.language:
        yield f"<dc:language>{escape_text(view.language)}</dc:language>"


def atom_entry(view: FeedEntryView) -> bytes:
    """Return an Atom ``entry``: RFC 4287, section 4.1.2. The other URL of the item (``view.other``) is a second link.

    Raises :class:`ValueError` for a character that XML forbids.
    """
    language = f' xml:lang="{escape_attribute(view.language)}"' if view.language else ""
    return check_xml(f"<entry{language}>{''.join(_atom_elements(view))}</entry>")


def _atom_elements(view: FeedEntryView) -> Iterator[str]:
    yield f"<id>{escape_text(view.id)}</id><title>{escape_text(view.title or view.link)}</title>"
    yield f"<updated>{_timestamp(view.updated)}</updated>"
    for name in _authors(view):
        yield f"<author><name>{escape_text(name)}</name></author>"
    if view.content:
        yield f'<content type="html">{escape_text(_content_with_image(view))}</content>'
    yield f'<link href="{escape_attribute(view.link)}" rel="alternate"/>'
    if view.summary:
        yield f'<summary type="text">{escape_text(view.summary)}</summary>'
    for name in view.categories:
        yield f'<category term="{escape_attribute(name)}"/>'
    yield f"<published>{_timestamp(view.published)}</published>"
    yield from _media(view.picture)
    if view.other:
        yield f'<link href="{escape_attribute(view.other)}" rel="{view.relation}" type="text/html"/>'
    if view.story:
        yield from [_related(other) for other in view.story.others]
    if view.picture and view.picture.length:
        yield _enclosure('link rel="enclosure"', "href", view.picture)
    if view.source:
        yield _source(view.source, view.updated)


def _related(other: FeedStoryItemView) -> str:
    """Return the link to another article of a story."""
    name = f"{other.provider}: {other.title}" if other.provider else other.title
    return f'<link href="{escape_attribute(other.url)}" rel="related" title="{escape_attribute(name)}"/>'


def _source(source: FeedSourceView, updated: datetime) -> str:
    """Return a complete ``source``: RFC 4287, section 4.2.11.

    Its ``updated`` is the date of the entry. With the date of the newest entry, every new entry of a source would
    change all others.
    """
    link = (
        f'<link href="{escape_attribute(source.url)}" rel="alternate" type="text/html"/>'
        if source.url
        else ""
    )
    return (
        f"<source><id>{escape_text(source.id)}</id><title>{escape_text(source.name)}</title><updated>{_timestamp(updated)}</updated>"
        f"{link}</source>"
    )


def _media(image: EnclosureView | None) -> Iterator[str]:
    """Yield the ``media:content`` of an image (Media RSS 1.5), with its title and thumbnail."""
    if image is None:
        return
    size = f' fileSize="{image.length}"' if image.length else ""
    media_type = f' type="{escape_attribute(image.media_type)}"' if image.media_type else ""
    height = f' height="{image.height}"' if image.height else ""
    width = f' width="{image.width}"' if image.width else ""
    children = f'<media:title type="plain">{escape_text(image.title)}</media:title>' if image.title else ""
    if thumbnail := image.thumbnail:
        thumbnail_size = f'width="{thumbnail.width}" height="{thumbnail.height}"'
        children += f'<media:thumbnail url="{escape_attribute(thumbnail.url)}" {thumbnail_size}/>'
    head = (
        f'<media:content url="{escape_attribute(image.url)}"{size}{media_type} medium="image"{height}{width}'
    )
    yield f"{head}>{children}</media:content>" if children else f"{head}/>"


def _enclosure(element: str, attribute: str, image: EnclosureView) -> str:
    """Return an enclosure with its exact length in bytes, which both formats require."""
    media_type = escape_attribute(image.media_type)
    return f'<{element} {attribute}="{escape_attribute(image.url)}" length="{image.length}" type="{media_type}"/>'


def _content_with_image(view: FeedEntryView) -> str:
    """Return the content. Prepend the image if the content has none: many readers ignore enclosures."""
    image = view.picture
    if image is None or not image.length or "<img" in view.content:
        return view.content
    size = f' width="{image.width}" height="{image.height}"' if image.width and image.height else ""
    url, title = escape_attribute(image.url), escape_attribute(image.title)
    return f'<p><img src="{url}" alt="{title}"{size}></p>{view.content}'


def _authors(view: FeedEntryView) -> tuple[str, ...]:
    """Return the authors, or else the publisher. Never this site, which only lists the item."""
    return view.authors or ((view.source.name,) if view.source else ())


def _timestamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
