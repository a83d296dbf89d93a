"""Masthead and footer of every page: logo, navigation and footer lines. All of them come from the
settings."""

import re
from collections.abc import Iterator

from generator.model.views.parts import LinkView
from generator.plan.context import SiteContext
from generator.plan.taxonomies import TAXONOMIES

_LINE = re.compile(r"(.*?)\s*<([^<>\s]+)>", re.DOTALL)
"""``Text <URL>``, like the sender of an email."""


def main_navigation(context: SiteContext, searchable: bool) -> tuple[LinkView, ...]:
    """Return the links of the masthead: those in the settings, or else a link to every section for readers. A
    section that the site does not have is left out, even if the settings name it. Pages of the owner with a
    ``menu`` come after the sections, or after the links in the settings unless those name them."""
    sections, own = dict(_sections(context)), list(menu_links(context))
    search = [LinkView(context.words.search, context.urls.link("search/"))] if searchable else []
    lines = context.settings.theme.navigation
    if not lines:
        return (*_reader_sections(context, sections), *own, *search)
    sections |= dict(zip(("search",), search, strict=False))
    links = [sections.get(line) or _link(context, line) for line in lines]
    named = {link.url for link in links}
    return tuple([link for link in (*links, *[each for each in own if each.url not in named]) if link.url])


def _reader_sections(context: SiteContext, sections: dict[str, LinkView]) -> Iterator[LinkView]:
    """Yield links to the sections without the statistics, which are for the owner, the types of a site that has a
    single one, and sections without entries."""
    catalogue = context.catalogue
    is_shown = {
        "statistics": False,
        "kinds": len(catalogue.kinds) > 1,
        "topics": bool(catalogue.topics),
        "providers": bool(catalogue.providers),
    }
    for name, link in sections.items():
        if is_shown.get(name, True):
            yield link


def menu_links(context: SiteContext) -> Iterator[LinkView]:
    """Yield a link to every page of the owner that has a ``menu``, in order."""
    entries = [(page.menu, page.place) for page in context.own_pages if page.menu]
    for menu, place in sorted(entries, key=lambda entry: (entry[0].order, entry[0].label, entry[1])):
        yield LinkView(menu.label, context.urls.link(place))


def section_links(context: SiteContext) -> tuple[LinkView, ...]:
    """Return links to every section of the site."""
    return tuple([link for _, link in _sections(context)])


def _sections(context: SiteContext) -> Iterator[tuple[str, LinkView]]:
    words, link, sections = context.words, context.urls.link, context.settings.sections
    titles = {
        **{taxonomy.name: taxonomy.title(context) for taxonomy in TAXONOMIES},
        "archive": words.archive,
        "statistics": words.statistics,
        "sources": words.sources,
        "feeds": words.feeds,
    }
    for name, title in titles.items():
        if getattr(sections, name) and (name != "sources" or context.catalogue.sources):
            yield name, LinkView(title, link(f"{name}/"))


def footer_links(context: SiteContext) -> tuple[LinkView, ...]:
    """Return the lines of the footer."""
    return tuple([_link(context, line) for line in context.settings.theme.footer])


def _link(context: SiteContext, line: str) -> LinkView:
    """Parse a line of the settings. A URL that begins with a slash is relative to the site."""
    match = _LINE.fullmatch(line)
    if match is None:
        return LinkView(line, "")
    url = match[2]
    return LinkView(match[1] or url, context.urls.link(url[1:]) if url[0] == "/" else url)


def language_territory(tag: str) -> str:
    """Return a language and its country in Open Graph format (``en_GB``), "" if the tag has no country."""
    language, *rest = tag.split("-")
    country = next((part for part in rest if len(part) == 2 and part.isalpha()), "")
    return f"{language.lower()}_{country.upper()}" if country else ""
