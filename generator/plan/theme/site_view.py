"""The view of the site: what every page may show, and nothing that moves when a record does."""

from collections.abc import Mapping

from generator.model.views.parts import SiteView
from generator.plan.context import GENERATOR, Edition
from generator.plan.search import PLACE as SEARCH_PLACE
from generator.plan.theme.icons import Icons, icons_view
from generator.plan.theme.navigation import footer_of, logo_of, navigation_of, territory_of
from generator.plan.well_known import HUMANS


def site_view(edition: Edition, static: Mapping[str, str], searchable: bool, icons: Icons | None) -> SiteView:
    """Return what every page may show. ``static`` has the places of the theme's files by their paths."""
    site, metadata, link = edition.settings.site, edition.settings.metadata, edition.addresses.link
    assets = {path: link(place) for path, place in sorted(static.items())}
    drawing = link(icons.drawing) if icons and icons.drawing else assets.get("icon.svg", "")
    return SiteView(
        title=site.title,
        description=site.description,
        language=site.language,
        home_url=link(""),
        stylesheet_url=assets.get("style.css", ""),
        more_stylesheets=tuple([url for path, url in assets.items() if _is_extra(path)]),
        icon_url=drawing,
        navigation=navigation_of(edition, searchable),
        feeds=edition.list_feeds("site", (0,)[: len(edition.catalogue.items)], "", site.title),
        generator=GENERATOR,
        search_url=link(SEARCH_PLACE) if searchable else "",
        words=edition.words,
        direction=edition.direction,
        policy=edition.policy(),
        style=edition.style,
        script_url=assets.get("script.js", ""),
        logo=edition.logo(logo_of(edition.settings.theme)),
        footer=footer_of(edition),
        origin=edition.addresses.origin,
        described=metadata.json_ld,
        territory=territory_of(site.locale or site.language),
        twitter=metadata.twitter,
        humans_url=link(HUMANS) if metadata.humans else "",
        icons=icons_view(edition, icons) if icons else None,
    )


def _is_extra(path: str) -> bool:
    return path.endswith(".css") and path != "style.css"
