"""What pages, feeds and other sites are told of a picture."""

import re
from collections.abc import Callable

import msgspec
import pytest

from generator.model.catalogue import Catalogue
from generator.model.images import Image, ImageSet, Role, Variant, VariantSet
from generator.model.item import ItemImage
from generator.model.output import Page, VariantFile
from generator.model.views.pages import ItemPage, ListPage
from generator.plan.context import SiteContext
from generator.plan.site import make_plan
from generator.plan.theme.images import enclosure_view, image_view, logo_view, social_view
from generator.plan.urls import UrlBuilder

Make = Callable[..., SiteContext]

ADDRESSES = UrlBuilder("https://x.example/feed/")
PICTURE = ItemImage("https://a.example/loom.png", width=3, height=2, title="A loom", attribution="Ada")


def variant(role: Role, kind: str, width: int, at: int = 0) -> Variant:
    return Variant(role, f"image/{kind}", width, width // 2, at * 100, 100 + at, bytes([at]))


def image(stem: str = "pictures/loom-0123456789ab", formats: tuple[str, ...] = ("webp",)) -> Image:
    """Return what is made of a picture 1,000 pixels wide."""
    pages = [("page", kind, width) for kind in formats for width in (320, 640, 1000)]
    others = [("plain", "jpeg", 320), ("plain", "jpeg", 960), ("social", "jpeg", 1200)]
    variants = [variant(*each, at) for at, each in enumerate([*pages, *others])]  # type: ignore[arg-type]
    return Image(stem=stem, bundle="b", made=VariantSet("0123456789ab", "#c03020", tuple(variants)))


LOGO = Image(
    stem="pictures/l-1",
    bundle="l",
    made=VariantSet("1", "", (variant("logo", "webp", 50), variant("logo", "webp", 100, 1))),
)
ELSEWHERE = Image(url=PICTURE.url)


def test_a_page_has_every_width_and_a_card_only_small_ones() -> None:
    view = image_view(ADDRESSES, PICTURE, image(), "A loom")
    stem = "/feed/pictures/loom-0123456789ab"
    (source,) = view.sources
    assert source.type == "image/webp"
    assert source.srcset == f"{stem}-320.webp 320w, {stem}-640.webp 640w, {stem}-1000.webp 1000w"
    assert source.small == f"{stem}-320.webp 320w"
    assert (view.url, view.small) == (f"{stem}-960.jpg", f"{stem}-320.jpg")
    assert (view.width, view.height, view.alt, view.attribution) == (1000, 500, "A loom", "Ada")
    assert view.tone == "h0 s2 l2"


def test_the_best_format_comes_first() -> None:
    view = image_view(ADDRESSES, PICTURE, image(formats=("avif", "webp")), "")
    assert [source.type for source in view.sources] == ["image/avif", "image/webp"]
    assert all("avif" in one.srcset for one in view.sources[:1])


def test_an_external_image_has_the_size_in_its_record() -> None:
    view = image_view(ADDRESSES, PICTURE, ELSEWHERE, "A loom")
    assert (view.url, view.small, view.sources, view.tone) == (PICTURE.url, PICTURE.url, (), "")
    assert (view.width, view.height) == (3, 2)
    assert social_view(ADDRESSES, ELSEWHERE, "x") is None


def test_a_logo_is_sharp_on_sharp_screens() -> None:
    view = logo_view(ADDRESSES, PICTURE, LOGO)
    assert (view.url, view.srcset) == ("/feed/pictures/l-1-50.webp", "/feed/pictures/l-1-100.webp 2x")
    assert LOGO.made is not None
    tiny = msgspec.structs.replace(LOGO, made=VariantSet("1", "", LOGO.made.variants[:1]))
    assert logo_view(ADDRESSES, PICTURE, tiny).srcset == ""


def test_other_sites_get_the_social_card_and_feeds_a_jpeg_with_its_length() -> None:
    card = social_view(ADDRESSES, image(), "A loom")
    assert card is not None
    assert card.url == "https://x.example/feed/pictures/loom-0123456789ab-social-1200.jpg"
    assert (card.width, card.height, card.alt) == (1200, 600, "A loom")
    found = enclosure_view(ADDRESSES, PICTURE, image())
    assert found.url == "https://x.example/feed/pictures/loom-0123456789ab-960.jpg"
    assert (found.media_type, found.length, found.width, found.title) == ("image/jpeg", 104, 960, "A loom")
    assert found.thumbnail is not None
    assert (found.thumbnail.url[-8:], found.thumbnail.width) == ("-320.jpg", 320)
    plain = enclosure_view(ADDRESSES, PICTURE, ELSEWHERE)
    assert (plain.url, plain.media_type, plain.length, plain.thumbnail) == (PICTURE.url, "image/png", 0, None)


def with_pictures(catalogue: Catalogue, *urls: str) -> Catalogue:
    pictures = tuple(ItemImage(url) for url in urls)
    items = (msgspec.structs.replace(catalogue.items[0], images=pictures), *catalogue.items[1:])
    return msgspec.structs.replace(catalogue, items=items)


def test_an_item_shows_the_first_available_image(make_context: Make) -> None:
    context = make_context(2)
    catalogue = with_pictures(context.catalogue, "gone", "here", "too")
    images = ImageSet({"here": image("pictures/here"), "too": image("pictures/too")})
    plan = make_plan(catalogue, images, context.settings, ())
    outputs = [plan.make_output(planned_output) for planned_output in plan.planned]
    pages = [output.page for output in outputs if isinstance(output, Page)]
    shown = [page.picture for page in pages if isinstance(page, ItemPage) and page.picture]
    assert [each.url for each in shown] == ["/feed/pictures/here-960.jpg"]
    cards = [card for page in pages if isinstance(page, ListPage) for card in page.cards]
    assert {card.tile is None for card in cards if card.picture} == {True}
    assert {card.tile.initials for card in cards if not card.picture and card.tile} == {"P"}
    assert all(card.tile for card in cards if not card.picture)


def test_every_url_of_an_image_is_an_output(make_context: Make) -> None:
    context = make_context(2)
    catalogue = with_pictures(context.catalogue, "here")
    provider = msgspec.structs.replace(catalogue.providers[0], logo=ItemImage("logo"))
    catalogue = msgspec.structs.replace(catalogue, providers=(provider,))
    images = ImageSet({"here": image(), "again": image()}, {"logo": LOGO})
    plan = make_plan(catalogue, images, context.settings, ())
    made = {
        planned_output.path: planned_output.output
        for planned_output in plan.planned
        if isinstance(planned_output.output, VariantFile)
    }
    told = msgspec.json.encode(
        [
            plan.make_output(planned_output)
            for planned_output in plan.planned
            if planned_output.path not in made
        ]
    )
    assert set(re.findall(r"pictures/[\w-]+\.(?:jpg|webp)", told.decode())) == made.keys()
    assert len(made) == 6 + 2


@pytest.mark.parametrize("url", ["here", "side"])
def test_images_that_only_lists_show_have_no_social_card(make_context: Make, url: str) -> None:
    context = make_context(1)
    images = ImageSet({url: image()})
    plan = make_plan(with_pictures(context.catalogue, "here"), images, context.settings, ())
    heads = [
        output.page.head
        for planned_output in plan.planned
        if isinstance(output := plan.make_output(planned_output), Page) and output.page.head.picture
    ]
    assert len(heads) == (url == "here")
