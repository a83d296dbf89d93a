"""What frames every page: its logo, the navigation, the lines below. All of it is the settings' alone."""

import re
from collections.abc import Iterator

from generator.model.item import ItemImage
from generator.model.settings import ThemeSettings
from generator.model.views.parts import LinkView
from generator.plan.context import SiteContext

_LINE = re.compile(r"(.*?)\s*<([^<>\s]+)>", re.DOTALL)
"""``Text <address>``, as mail programs write who a letter is from."""


def main_navigation(context: SiteContext, searchable: bool) -> tuple[LinkView, ...]:
    """Return the links of the masthead: those of the settings, else every section that the site has.

    A section that the site does not have is left out, though the settings name it.
    """
    sections = dict(_sections(context))
    if searchable:
        sections["search"] = LinkView(context.words.search, context.addresses.link("search/"))
    lines = context.settings.theme.navigation
    links = [sections.get(line) or _link(context, line) for line in lines]
    return tuple([link for link in links if link.url]) if lines else tuple(sections.values())


def section_links(context: SiteContext) -> tuple[LinkView, ...]:
    """Return links to every section that the site has."""
    return tuple([link for _, link in _sections(context)])


def _sections(context: SiteContext) -> Iterator[tuple[str, LinkView]]:
    words, link, there = context.words, context.addresses.link, context.settings.sections
    known = {
        "topics": words.topics,
        "providers": words.providers,
        "kinds": words.kinds_heading,
        "archive": words.archive,
        "statistics": words.statistics,
        "feeds": words.feeds,
    }
    for name, title in known.items():
        if getattr(there, name):
            yield name, LinkView(title, link(f"{name}/"))


def footer_links(context: SiteContext) -> tuple[LinkView, ...]:
    """Return the lines of the footer."""
    return tuple([_link(context, line) for line in context.settings.theme.footer])


def _link(context: SiteContext, line: str) -> LinkView:
    """Read a line of the settings. An address that begins with a slash is the site's own."""
    found = _LINE.fullmatch(line)
    if found is None:
        return LinkView(line, "")
    address = found[2]
    return LinkView(
        found[1] or address, context.addresses.link(address[1:]) if address[0] == "/" else address
    )


def language_territory(tag: str) -> str:
    """Return a language and its country as Open Graph writes them (``en_GB``), "" where the tag names no country."""
    language, *rest = tag.split("-")
    country = next((part for part in rest if len(part) == 2 and part.isalpha()), "")
    return f"{language.lower()}_{country.upper()}" if country else ""


def header_logo(theme: ThemeSettings) -> ItemImage | None:
    """Return the logo that the settings name: a picture of the content folder."""
    return ItemImage(theme.logo, local=True) if theme.logo else None
