"""The whole plan of a site: every output, once, in the order of paths."""

from collections.abc import Iterable, Sequence

from generator.base.errors import PlanConflict
from generator.model.catalogue import Catalogue
from generator.model.images import ImageSet
from generator.model.output import Asset, Copy, Output, Page, Plan, Text
from generator.model.settings import Settings
from generator.model.theme import StaticFile
from generator.model.view import LinkView, SiteView
from generator.plan.cards import make_cards
from generator.plan.edition import Edition
from generator.plan.feeds import feeds
from generator.plan.indexes import index_pages
from generator.plan.items import item_pages
from generator.plan.lists import list_pages
from generator.plan.sections import card_lists
from generator.plan.sitemaps import sitemaps

GENERATOR = "Broadsheet"
"""How outputs name their maker. Without a version: an update of ours that changes nothing changes no page."""


def make_plan(
    catalogue: Catalogue, images: ImageSet, settings: Settings, static: Sequence[StaticFile]
) -> Plan:
    """Decide everything about the site.

    Raises :class:`PlanConflict` where two outputs want one path, naming both.
    """
    edition = Edition(catalogue, images, settings)
    assets = [_asset(each) for each in static]
    cards = make_cards(edition)
    pages = list(item_pages(edition, cards))
    for shown in card_lists(edition):
        pages.extend(list_pages(edition, cards, shown))
    pages.extend(index_pages(edition, cards))
    outputs: list[Output] = [*pages, *feeds(edition, GENERATOR), *sitemaps(edition, pages)]
    outputs += [*_texts(edition), *_copies(images), *assets]
    return Plan(site=_site_view(edition, static), outputs=in_order(outputs))


def in_order(outputs: Iterable[Output]) -> tuple[Output, ...]:
    """Return outputs sorted by path, each path once also where case does not count."""
    ordered = sorted(outputs, key=lambda output: output.path)
    seen: dict[str, Output] = {}
    for output in ordered:
        other = seen.setdefault(output.path.casefold(), output)
        if other is not output:
            raise PlanConflict(
                f"two outputs want the path {output.path}: {_name(other)} and {_name(output)}",
                "rename one of the records or topics, or move the picture that lies at this path",
            )
    return tuple(ordered)


def _name(output: Output) -> str:
    match output:
        case Page():
            return f"the page “{output.page.heading}” ({output.template})"
        case Copy() | Asset():
            return f"the file {output.source}"
        case _:
            return f"a {type(output).__name__.lower()}"


def _site_view(edition: Edition, static: Sequence[StaticFile]) -> SiteView:
    site, link = edition.settings.site, edition.addresses.link
    places = {each.path: asset_path(each) for each in static}
    has_feed = edition.has_feed((0,)[: len(edition.catalogue.items)])
    return SiteView(
        title=site.title,
        description=site.description,
        language=site.language,
        home_url=link(""),
        stylesheet_url=link(places["style.css"]) if "style.css" in places else "",
        icon_url=link(places["icon.svg"]) if "icon.svg" in places else "",
        navigation=(
            LinkView("Topics", link("topics/")),
            LinkView("Providers", link("providers/")),
            LinkView("Kinds", link("kinds/")),
            LinkView("Archive", link("archive/")),
            LinkView("Feeds", link("feeds/")),
        ),
        feeds=edition.feed_links("", site.title) if has_feed else (),
        generator=GENERATOR,
    )


def _asset(static: StaticFile) -> Asset:
    return Asset(asset_path(static), static.source, static.digest)


def asset_path(static: StaticFile) -> str:
    """Return where a static file is published: its name carries its digest, so that caches may keep it."""
    stem, dot, ending = static.path.rpartition(".")
    if not dot:
        return f"static/{static.path}.{static.digest.hex()[:8]}"
    return f"static/{stem}.{static.digest.hex()[:8]}.{ending}"


def _texts(edition: Edition) -> list[Text]:
    sitemap = edition.addresses.absolute("sitemap.xml")
    return [Text("robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n"), Text(".nojekyll", "")]


def _copies(images: ImageSet) -> list[Copy]:
    """Local pictures that something shows, once each."""
    local = {image.path: image for image in images.images.values() if image.path}
    return [Copy(path, image.url, image.digest) for path, image in local.items()]
