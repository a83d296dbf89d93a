"""What a page says of itself to programs: JSON-LD in the words of schema.org, made of what the page shows.

The page of an item is a page that cites an article which stands elsewhere. It is never described as that article: it
is neither ours nor here. Source: https://schema.org/, JSON-LD 1.1 (W3C), section 7 on HTML.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from markupsafe import Markup

from generator.model.views.pages import (
    AnyPage,
    HomePage,
    IndexPage,
    ItemPage,
    ListPage,
    NotFoundPage,
    RedirectPage,
    SearchPage,
)
from generator.model.views.parts import LinkView, SiteView

_ESCAPES = (
    ("<", "\\u003c"),
    (">", "\\u003e"),
    ("&", "\\u0026"),
    ("\u2028", "\\u2028"),
    ("\u2029", "\\u2029"),
)
"""In JSON these stand in texts alone. Escaped, none can end the element, begin a comment, or split a line."""

JsonLdValue = dict[str, Any]
"""A JSON object."""


class JsonLd:
    """Describes the pages of one site."""

    def __init__(self, site: SiteView) -> None:
        self._site = site
        self._home = site.origin + site.home_url
        self._part_of = {"@id": f"{self._home}#site"}
        self._encode = msgspec.json.Encoder().encode

    def of(self, page: AnyPage) -> Markup:
        """``described``: a page as JSON, safe in a script element of HTML; "" for one that nobody is to find."""
        if not self._site.described or isinstance(page, NotFoundPage | RedirectPage):
            return Markup("")
        text = self._encode({"@context": "https://schema.org", **self._whole(page)}).decode()
        for sign, escape in _ESCAPES:
            text = text.replace(sign, escape)
        return Markup(text)  # noqa: S704 (JSON, and nothing in it that HTML could take for its own)

    def _whole(self, page: AnyPage) -> JsonLdValue:
        match page:
            case ItemPage():
                return self._item(page)
            case HomePage():
                stories = [page.lead, *page.ranked] if page.lead else page.ranked
                links = [*[card.url for card in stories], *[line.url for line in page.latest]]
                return {"@graph": [self._itself(), self._list(page, links)]}
            case ListPage():
                return self._list(page, [card.url for card in page.cards])
            case IndexPage():
                return self._page(page, "CollectionPage")
            case SearchPage():
                return self._page(page, "SearchResultsPage")
            case _:
                return self._page(page, "WebPage")

    def _itself(self) -> JsonLdValue:
        """Describe the site, on its front page alone; other pages name it by its id."""
        site = self._site
        told: JsonLdValue = {"@type": "WebSite", **self._part_of, "url": self._home, "name": site.title}
        told |= {"description": site.description} if site.description else {}
        told["inLanguage"] = site.language
        if site.search_url:
            query = f"{site.origin}{site.search_url}?q={{query}}"
            told["potentialAction"] = {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": query},
                "query-input": "required name=query",
            }
        return told

    def _page(self, page: AnyPage, kind: str) -> JsonLdValue:
        head = page.head
        told: JsonLdValue = {
            "@type": kind,
            "@id": head.url,
            "url": head.url,
            "name": page.heading,
            "inLanguage": self._site.language,
            "isPartOf": self._part_of,
        }
        if page.crumbs:
            told["breadcrumb"] = self._breadcrumb(page.crumbs, page.heading)
        return told

    def _breadcrumb(self, crumbs: Sequence[LinkView], heading: str) -> JsonLdValue:
        """The way from home; the page itself is its last step, and needs no address."""
        origin = self._site.origin
        steps: list[JsonLdValue] = [
            {"@type": "ListItem", "position": at, "name": crumb.title, "item": origin + crumb.url}
            for at, crumb in enumerate(crumbs, 1)
        ]
        steps.append({"@type": "ListItem", "position": len(steps) + 1, "name": heading})
        return {"@type": "BreadcrumbList", "itemListElement": steps}

    def _list(self, page: AnyPage, links: Iterable[str]) -> JsonLdValue:
        """A page of a list names what it lists, each once: addresses, and no more of what stands on the page anyway."""
        told, origin = self._page(page, "CollectionPage"), self._site.origin
        items = [
            {"@type": "ListItem", "position": at, "url": origin + link}
            for at, link in enumerate(dict.fromkeys(links), 1)
        ]
        if items:
            told["mainEntity"] = {"@type": "ItemList", "numberOfItems": len(items), "itemListElement": items}
        return told

    def _item(self, page: ItemPage) -> JsonLdValue:
        told = (
            self._list(page, [card.url for card in page.members])
            if page.members
            else self._page(page, "WebPage")
        )
        picture = page.head.picture
        if picture and "://" in picture.url:
            told["primaryImageOfPage"] = {
                "@type": "ImageObject",
                "url": picture.url,
                "width": picture.width,
                "height": picture.height,
            }
        source = page.source or page.video
        if source is None:
            return told
        if page.kind == "profile":
            told["about"] = {"@type": "Person", "name": page.heading, "url": source.url}
        else:
            told["citation"] = _work(page, source.url)
        return told


def _work(page: ItemPage, url: str) -> JsonLdValue:
    """Describe what an item leads to, as far as its record knows it."""
    work: JsonLdValue = {"@type": "CreativeWork", "url": url, "name": page.heading}
    if page.date:
        work["datePublished"] = page.date.iso
    if page.updated:
        work["dateModified"] = page.updated.iso
    if page.authors:
        work["author"] = [{"@type": "Person", "name": name} for name in page.authors]
    if page.provider:
        work["publisher"] = {"@type": "Organization", "name": page.provider.name}
    return work
