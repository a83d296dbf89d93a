"""Describes pages in JSON-LD with the vocabulary of schema.org. It contains only data that the page shows.

The items of a list are not in it: they are the page's h-feed, and no search engine reads a list of plain pages. Only
the front page and collections, which have an order of their own, name theirs.

The page of an item is described as a page that cites an article, never as the article itself, which is on another site.
Source: https://schema.org/ and JSON-LD 1.1 (W3C), section 7 on HTML.
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
    StoryPage,
)
from generator.model.views.parts import LinkView, SiteView

_ESCAPES = (
    ("<", "\\u003c"),
    (">", "\\u003e"),
    ("&", "\\u0026"),
    ("\u2028", "\\u2028"),
    ("\u2029", "\\u2029"),
)
"""Characters that JSON has only in strings. Escaped, they cannot end the element, open a comment or split lines."""

LEAST_CRUMBS = 2
"""The fewest elements of a breadcrumb: https://developers.google.com/search/docs/appearance/structured-data/breadcrumb"""

JsonLdValue = dict[str, Any]
"""A JSON object."""


class JsonLd:
    """Describes the pages of one site."""

    def __init__(self, site: SiteView) -> None:
        self._site = site
        self._home = site.origin + site.home_url
        self._part_of = {"@id": f"{self._home}#site"}
        self._encode = msgspec.json.Encoder().encode

    def describe(self, page: AnyPage) -> Markup:
        """Return JSON-LD of a page, safe in a script element; "" for pages that search engines must ignore.

        Templates call it as ``described(page)``.
        """
        if not self._site.described or isinstance(page, NotFoundPage | RedirectPage):
            return Markup("")
        text = self._encode({"@context": "https://schema.org", **self._describe(page)}).decode()
        for character, escape in _ESCAPES:
            text = text.replace(character, escape)
        return Markup(text)  # noqa: S704 (JSON with all HTML syntax escaped)

    def _describe(self, page: AnyPage) -> JsonLdValue:
        match page:
            case ItemPage():
                return self._item(page)
            case HomePage():
                stories = [page.lead, *page.ranked] if page.lead else page.ranked
                links = [
                    *[card.own_url for card in stories],
                    *[(line.page or line.url) for line in page.latest],
                ]
                return {"@graph": [self._website(), self._list(page, links)]}
            case ListPage() | StoryPage() | IndexPage():
                return self._page(page, "CollectionPage")
            case SearchPage():
                return self._page(page, "SearchResultsPage")
            case _:
                return self._page(page, "WebPage")

    def _website(self) -> JsonLdValue:
        """Describe the site. Only on the home page; other pages refer to it by its id."""
        site = self._site
        result: JsonLdValue = {"@type": "WebSite", **self._part_of, "url": self._home, "name": site.title}
        result |= {"description": site.description} if site.description else {}
        result["inLanguage"] = site.language
        if site.search_url:
            query = f"{site.origin}{site.search_url}?q={{query}}"
            result["potentialAction"] = {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": query},
                "query-input": "required name=query",
            }
        return result

    def _page(self, page: AnyPage, kind: str) -> JsonLdValue:
        head = page.head
        result: JsonLdValue = {
            "@type": kind,
            "@id": head.url,
            "name": page.heading,
            "inLanguage": self._site.language,
            "isPartOf": self._part_of,
        }
        if page.crumbs:
            result["breadcrumb"] = self._breadcrumb(page.crumbs, page.heading)
        return result

    def _breadcrumb(self, crumbs: Sequence[LinkView], heading: str) -> JsonLdValue:
        """Describe the breadcrumb. The page itself is named only if there would be fewer than two elements.

        Google requires two, and says that the page need not be among them.
        """
        origin = self._site.origin
        steps: list[JsonLdValue] = [
            {"@type": "ListItem", "position": at, "name": crumb.title, "item": origin + crumb.url}
            for at, crumb in enumerate(crumbs, 1)
        ]
        if len(steps) < LEAST_CRUMBS:
            steps.append({"@type": "ListItem", "position": len(steps) + 1, "name": heading})
        return {"@type": "BreadcrumbList", "itemListElement": steps}

    def _list(self, page: AnyPage, links: Iterable[str]) -> JsonLdValue:
        """Describe a list with the URLs of its items, each once. Other data would only repeat the page."""
        result, origin = self._page(page, "CollectionPage"), self._site.origin
        items = [
            {"@type": "ListItem", "position": at, "url": origin + link}
            for at, link in enumerate(dict.fromkeys(links), 1)
        ]
        if items:
            result["mainEntity"] = {
                "@type": "ItemList",
                "numberOfItems": len(items),
                "itemListElement": items,
            }
        return result

    def _item(self, page: ItemPage) -> JsonLdValue:
        result = (
            self._list(page, [card.own_url for card in page.members])
            if page.members
            else self._page(page, "WebPage")
        )
        if page.story and page.story.url:
            result["isPartOf"] = [self._part_of, {"@id": self._site.origin + page.story.url}]
        if page.story:
            result["relatedLink"] = [self._site.origin + other.page for other in page.story.others]
        picture = page.head.picture
        if picture and "://" in picture.url:
            result["primaryImageOfPage"] = {
                "@type": "ImageObject",
                "url": picture.url,
                "width": picture.width,
                "height": picture.height,
            }
        source = page.source or page.video
        if source is None:
            return result
        if page.kind == "profile":
            result["about"] = {"@type": "Person", "name": page.heading, "url": source.url}
        else:
            result["citation"] = _work(page, source.url)
        return result


def _work(page: ItemPage, url: str) -> JsonLdValue:
    """Describe the work that an item links to, with the data of its record."""
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
