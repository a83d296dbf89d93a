"""One entry of a feed → XML.

Written as text, element by element, in the order and the spelling of feedgen, which makes the heads of feeds
(:mod:`generator.render.feeds.heads`): building the same entry through its setters and a tree takes eight times as long,
and a site has an entry for each item in each format. A test compares the two. What feedgen has no word for, or a wrong
one, is added here: a ``media:title``, a thumbnail, the source of an Atom entry with all that it must have, relations of
links.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

from generator.model.views.feeds import EnclosureView, FeedEntryView, FeedSourceView
from generator.render.xml import check_xml, escape_attribute, escape_text


def rss_item(view: FeedEntryView) -> bytes:
    """Return an ``item`` of RSS 2.0. Readers take a description for HTML, so the plain summary is escaped twice.

    Raises :class:`ValueError` for a character that XML forbids.
    """
    return check_xml(f"<item>{''.join(_rss(view))}</item>")


def _rss(view: FeedEntryView) -> Iterator[str]:
    yield f"<title>{escape_text(view.title or view.link)}</title><link>{escape_text(view.link)}</link>"
    if view.summary:
        yield f"<description>{escape_text(escape(view.summary, quote=False))}</description>"
    if view.content:
        # All there is to say is the description: readers of a channel without summaries look nowhere else.
        name = "content:encoded" if view.summary else "description"
        yield f"<{name}>{escape_text(_illustrated(view))}</{name}>"
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
    """Return an ``entry`` of Atom: RFC 4287, section 4.1.2. The other place of the item is a link of its own.

    Raises :class:`ValueError` for a character that XML forbids.
    """
    language = f' xml:lang="{escape_attribute(view.language)}"' if view.language else ""
    return check_xml(f"<entry{language}>{''.join(_atom(view))}</entry>")


def _atom(view: FeedEntryView) -> Iterator[str]:
    yield f"<id>{escape_text(view.id)}</id><title>{escape_text(view.title or view.link)}</title>"
    yield f"<updated>{_moment(view.updated)}</updated>"
    for name in _authors(view):
        yield f"<author><name>{escape_text(name)}</name></author>"
    if view.content:
        yield f'<content type="html">{escape_text(_illustrated(view))}</content>'
    yield f'<link href="{escape_attribute(view.link)}" rel="alternate"/>'
    if view.summary:
        yield f'<summary type="text">{escape_text(view.summary)}</summary>'
    for name in view.categories:
        yield f'<category term="{escape_attribute(name)}"/>'
    yield f"<published>{_moment(view.published)}</published>"
    yield from _media(view.picture)
    if view.other:
        yield f'<link href="{escape_attribute(view.other)}" rel="{view.relation}" type="text/html"/>'
    if view.picture and view.picture.length:
        yield _enclosure('link rel="enclosure"', "href", view.picture)
    if view.source:
        yield _source(view.source, view.updated)


def _source(source: FeedSourceView, updated: datetime) -> str:
    """Return a ``source`` with all that it must have: RFC 4287, section 4.2.11. It is as old as its entry: a later date
    would change the entry with every other one of that source."""
    link = (
        f'<link href="{escape_attribute(source.url)}" rel="alternate" type="text/html"/>'
        if source.url
        else ""
    )
    return (
        f"<source><id>{escape_text(source.id)}</id><title>{escape_text(source.name)}</title><updated>{_moment(updated)}</updated>"
        f"{link}</source>"
    )


def _media(picture: EnclosureView | None) -> Iterator[str]:
    """Yield the ``media:content`` of a picture (Media RSS 1.5), with its title and thumbnail."""
    if picture is None:
        return
    size = f' fileSize="{picture.length}"' if picture.length else ""
    kind = f' type="{escape_attribute(picture.media_type)}"' if picture.media_type else ""
    height = f' height="{picture.height}"' if picture.height else ""
    width = f' width="{picture.width}"' if picture.width else ""
    inner = f'<media:title type="plain">{escape_text(picture.title)}</media:title>' if picture.title else ""
    if small := picture.thumbnail:
        inner += f'<media:thumbnail url="{escape_attribute(small.url)}" width="{small.width}" height="{small.height}"/>'
    head = f'<media:content url="{escape_attribute(picture.url)}"{size}{kind} medium="image"{height}{width}'
    yield f"{head}>{inner}</media:content>" if inner else f"{head}/>"


def _enclosure(name: str, address: str, picture: EnclosureView) -> str:
    """Return an enclosure with its true length, which both formats ask for."""
    kind = escape_attribute(picture.media_type)
    return f'<{name} {address}="{escape_attribute(picture.url)}" length="{picture.length}" type="{kind}"/>'


def _illustrated(view: FeedEntryView) -> str:
    """Return the content, with the picture before it where it shows none of its own: many readers know no other."""
    picture = view.picture
    if picture is None or not picture.length or "<img" in view.content:
        return view.content
    size = f' width="{picture.width}" height="{picture.height}"' if picture.width and picture.height else ""
    url, title = escape_attribute(picture.url), escape_attribute(picture.title)
    return f'<p><img src="{url}" alt="{title}"{size}></p>{view.content}'


def _authors(view: FeedEntryView) -> tuple[str, ...]:
    """Who wrote it: its authors, else whoever published it, never the site that lists it."""
    return view.authors or ((view.source.name,) if view.source else ())


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
