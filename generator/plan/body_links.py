"""Links of bodies to this site: to a record, by its file, or to a page, by its path."""

import re
from collections.abc import Iterator
from html import escape, unescape

from generator.base.problem import Problem
from generator.model.body_html import HasBody
from generator.model.item import BodyLink
from generator.plan.context import SiteContext
from generator.plan.pages.lists import list_places

_LINK = re.compile(r'<a href="([^"#][^"]*)"((?: [a-z-]+="[^"]*")*)>(.*?)</a>', re.DOTALL)
_PAGES = ("", "topics/", "providers/", "archive/", "feeds/", "search/")
_HINT = (
    "Use a full URL, or the path of a record, of a page of the site, or of a document in the content folder."
)

_NOWHERE = "link:"
"""Place of a record that is left out, if nothing may link to its original article."""


def find_places(context: SiteContext) -> dict[str, str]:
    """Return all paths that a link of a body may have, each with the place it leads to.

    For a record that is left out, that is the URL of the original article, else :data:`_NOWHERE`.
    """
    catalogue = context.catalogue
    places = dict.fromkeys((*context.files, *_PAGES))
    places |= dict.fromkeys(list_places(context))
    places |= dict.fromkeys(f"feed.{form}" for form in context.settings.feeds.formats)
    places |= dict.fromkeys(map(context.place, range(len(catalogue.items))))
    places |= dict.fromkeys([each.path for each in context.own.files])
    places |= dict.fromkeys([page.place for page in context.own_pages])
    records = {item.path: context.place(row) for row, item in enumerate(catalogue.items)}
    records |= {path: context.place(row) for row, paths in catalogue.twins.items() for path in paths}
    records |= {page.path: page.place for page in context.own_pages}
    records = {each.path: each.url or _NOWHERE for each in catalogue.left_out} | records
    found = {_without_ending(path): place for path, place in records.items() if place != _NOWHERE}
    return found | records | {place: place for place in places}


def _without_ending(path: str) -> str:
    """Return the path of a file without the ending of its name. A name that only begins with a dot has none."""
    folder, slash, name = path.rpartition("/")
    stem, _, ending = name.rpartition(".")
    return f"{folder}{slash}{stem}" if stem and ending else path


def resolve_link(context: SiteContext, link: BodyLink) -> str | None:
    """Return the place that a link leads to as :func:`find_places` does, ``None`` if it is not on this site."""
    if not context.places:
        context.places.update(find_places(context))
    places, root = context.places, context.urls.link("").lstrip("/")
    for path in link.paths:
        path = path.removeprefix(root) if root and path.startswith(root) else path
        for form in (
            path,
            path.removesuffix("index.html"),
            f"{path}/",
            path.rstrip("/").removesuffix(".html"),
        ):
            if form in places:
                return places[form]
    return None


def resolved_links(context: SiteContext, item: HasBody) -> dict[str, str | None]:
    """Return where the links of a body lead that may lead to this site: ``href`` → place."""
    return {link.href: resolve_link(context, link) for link in item.body_links}


def link_body(context: SiteContext, item: HasBody, html: str, page: str = "") -> str:
    """Return a body with links to this site. With ``page``, the URL of the item's page, all links are absolute.

    A link that leads nowhere leaves its text. Headings of a body have no names, so links to them lead to the page.
    """
    if page and 'href="#' in html:
        html = html.replace('href="#', f'href="{page}#')
    if not item.body_links:
        return html
    links = {link.href: (link, resolve_link(context, link)) for link in item.body_links}
    make = context.urls.absolute if page else context.urls.link

    def replace(tag: re.Match[str]) -> str:
        link, place = links.get(unescape(tag[1]), (None, None))
        if link is None or (place is None and not link.href.startswith("link:")):
            return tag[0]
        if place is None or place == _NOWHERE:
            return tag[3]
        if place.startswith(("https://", "http://")):
            return f'<a href="{escape(place)}"{tag[2]}>{tag[3]}</a>'
        fragment = "" if place in context.item_places else link.written.partition("#")[2]
        href = make(place) + (f"#{fragment}" if fragment else "")
        return f'<a href="{escape(href)}"{tag[2]}>{tag[3]}</a>'

    return _LINK.sub(replace, html)


def find_broken_links(context: SiteContext) -> Iterator[Problem]:
    """Yield a problem for each link of a body that leads neither to this site nor to a source."""
    bodies: tuple[HasBody, ...] = (*context.catalogue.items, *context.own_pages)
    for item in bodies:
        for link in item.body_links:
            place = resolve_link(context, link)
            if place == _NOWHERE:
                message = (
                    f"expected a link to a record of this site, found {link.written!r}, which is left out: "
                    "link removed"
                )
                yield Problem(item.path, 0, "body", message, _HINT, "warning")
            elif place is None and link.href.startswith("link:"):
                message = (
                    f"expected a link to a page or record of this site, found {link.written!r}: link removed"
                )
                yield Problem(item.path, 0, "body", message, _HINT, "warning")
            elif "#" in link.written and place in context.item_places:
                message = f"found {link.written!r}, but headings of a body have no names: linked to its top"
                yield Problem(item.path, 0, "body", message, "Remove what follows #.", "warning")
