"""The view of the site: data that every page may show."""

from collections.abc import Callable

import pytest
from msgspec import structs

from generator.model.settings import MetadataSettings
from generator.plan.context import SiteContext
from generator.plan.theme.icons import SVG_ICON, plan_icons
from generator.plan.theme.site_view import site_view

Make = Callable[..., SiteContext]
STATIC = {
    "style.css": "static/s.css",
    "print.css": "static/p.css",
    "dark.css": "static/d.css",
    "x.js": "static/x.js",
}


def test_the_view_is_the_same_with_more_items_of_the_same_types(make_context: Make) -> None:
    few, many = (site_view(make_context(*counts), STATIC, False, None) for counts in ((3, 1), (40, 5)))
    assert few == many


def test_the_main_style_sheet_comes_first_and_the_others_by_name(make_context: Make) -> None:
    view = site_view(make_context(), STATIC, False, None)
    assert view.stylesheet_url == "/feed/static/s.css"
    assert view.more_stylesheets == ("/feed/static/d.css", "/feed/static/p.css")
    assert view.script_url == "", "x.js is not the script of the theme"


@pytest.mark.parametrize(("searchable", "url"), [(True, "/feed/search/"), (False, "")])
def test_only_a_searchable_site_links_to_the_search(make_context: Make, searchable: bool, url: str) -> None:
    assert site_view(make_context(), STATIC, searchable, None).search_url == url


def test_an_icon_that_we_make_replaces_none_of_the_theme(make_context: Make) -> None:
    context = make_context()
    own = {**STATIC, SVG_ICON: "static/icon.1.svg"}
    assert plan_icons(context, own) is None
    assert site_view(context, own, False, None).icon_url == "/feed/static/icon.1.svg"
    assert site_view(context, STATIC, False, plan_icons(context, STATIC)).icon_url == "/feed/icon.svg"


def test_humans_txt_is_linked_if_there_is_one(make_context: Make) -> None:
    context = make_context()
    metadata = MetadataSettings(humans=("Ada",))
    with_humans = SiteContext(
        context.catalogue, context.images, structs.replace(context.settings, metadata=metadata)
    )
    assert site_view(context, STATIC, False, None).humans_url == ""
    assert site_view(with_humans, STATIC, False, None).humans_url == "/feed/humans.txt"


def test_an_empty_site_has_no_feed(make_context: Make) -> None:
    assert site_view(make_context(0), STATIC, False, None).feeds == ()
    assert site_view(make_context(1), STATIC, False, None).feeds != ()
