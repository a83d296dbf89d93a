"""Redirects from former paths of items."""

from collections.abc import Callable

import pytest
from msgspec import structs

from generator.model.ledger import Redirect
from generator.model.views.pages import RedirectPage
from generator.plan.context import SiteContext
from generator.plan.pages.redirects import redirect_pages

Make = Callable[..., SiteContext]


@pytest.mark.parametrize(
    ("redirect", "target", "canonical"),
    [
        (
            Redirect("2021/01/01/old", "Old", row=1),
            "/feed/2026/03/30/item-1/",
            "https://x.example/feed/2026/03/30/item-1/",
        ),
        (
            Redirect("2021/01/01/old", "Old", leads="topics/ai/"),
            "/feed/topics/ai/",
            "https://x.example/feed/topics/ai/",
        ),
        (
            Redirect("2021/01/01/old", "Old", leads="https://b.example/"),
            "https://b.example/",
            "https://b.example/",
        ),
    ],
    ids=["an item", "a path of the site", "another site"],
)
def test_a_former_path_redirects(make_context: Make, redirect: Redirect, target: str, canonical: str) -> None:
    context = make_context()
    catalogue = structs.replace(context.catalogue, redirects=(redirect,))
    (page,) = redirect_pages(SiteContext(catalogue, context.images, context.settings))
    assert page.path == "2021/01/01/old/index.html"
    assert isinstance(page.page, RedirectPage)
    assert (page.page.target, page.page.moved, page.page.heading) == (target, True, "Old")
    assert (page.page.head.canonical, page.page.head.robots) == (canonical, "noindex")


def test_a_redirect_without_a_title_has_that_of_the_site(make_context: Make) -> None:
    context = make_context()
    catalogue = structs.replace(context.catalogue, redirects=(Redirect("old", "", row=0),))
    (page,) = redirect_pages(SiteContext(catalogue, context.images, context.settings))
    assert page.page.heading == page.page.head.title == "Radar"
