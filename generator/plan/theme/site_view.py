"""The view of the site: data that every page may show. It does not change when a record does, or else every
page would."""

from collections.abc import Collection, Mapping

from generator.model.custom_table import CustomTable
from generator.model.views.parts import SiteView
from generator.plan.context import GENERATOR, SiteContext
from generator.plan.search import PLACE as SEARCH_PLACE
from generator.plan.theme.icons import Icons, icon_links
from generator.plan.theme.navigation import footer_links, language_territory, main_navigation
from generator.plan.well_known import HUMANS


def site_view(
    context: SiteContext,
    static: Mapping[str, str],
    searchable: bool,
    icons: Icons | None,
    named: Collection[str] | None = (),
) -> SiteView:
    """Return the view of the site. ``static`` maps each static file of the theme to its published path, ``named`` has
    the static files whose URLs templates ask for; ``None``: possibly any."""
    site, metadata, link = context.settings.site, context.settings.metadata, context.urls.link
    assets = {path: link(place) for path, place in sorted(static.items())}
    feeds = context.list_feeds("site", (0,)[: len(context.catalogue.items)], "", site.title)
    svg_icon = link(icons.svg_path) if icons and icons.svg_path else assets.get("icon.svg", "")
    return SiteView(
        title=site.title,
        description=site.description,
        language=site.language,
        home_url=link(""),
        stylesheet_url=assets.get("style.css", ""),
        more_stylesheets=tuple([url for path, url in assets.items() if _is_extra(path)]),
        icon_url=svg_icon,
        navigation=main_navigation(context, searchable),
        feeds=feeds,
        generator=GENERATOR,
        search_url=link(SEARCH_PLACE) if searchable else "",
        words=context.words,
        direction=context.direction,
        policy=context.policy(),
        style=context.style,
        script_url=assets.get("script.js", ""),
        theme_script_url=assets.get("theme.js", ""),
        layout=context.settings.theme.layout.replace("newspaper", ""),
        logo=context.masthead_logo,
        footer=footer_links(context),
        origin=context.urls.origin,
        described=metadata.json_ld,
        territory=language_territory(site.locale or site.language),
        twitter=metadata.twitter,
        humans_url=link(HUMANS) if metadata.humans else "",
        icons=icon_links(context, icons) if icons else None,
        feeds_url=link("feeds/") if context.settings.sections.feeds else feeds[0].url if feeds else "",
        assets=_named_assets(context, assets, named),
        custom=CustomTable.of(site.custom),
    )


def _named_assets(
    context: SiteContext, assets: Mapping[str, str], named: Collection[str] | None
) -> tuple[tuple[str, str], ...]:
    """Return name and URL of the static files that templates ask for.

    If one is missing, return all, so that the error can suggest one.
    """
    if not named and named is not None:
        return ()
    urls = {file.path: context.urls.link(file.path) for file in context.own.files}
    urls.update(assets)
    chosen = urls.keys() if named is None or not urls.keys() >= set(named) else named
    return tuple([(name, urls[name]) for name in sorted(chosen)])


def _is_extra(path: str) -> bool:
    return path.endswith(".css") and path != "style.css"
