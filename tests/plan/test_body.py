"""Images in bodies, as pages and feeds show them."""

import pytest

from generator.model.images import Image, Role, Variant, VariantSet
from generator.model.item import Item, ItemImage
from generator.plan.body import SIZES, feed_body, page_body, resolved_images
from generator.plan.urls import UrlBuilder

URL = "https://a.example/loom.png?a=1&b=2"
URLS = UrlBuilder("https://x.example/feed/")
STEM = "pictures/loom-0123456789ab"
BODY = '<p>One <img src="image:0" alt="A &amp; B" title="T"> two</p>'


def variant(role: Role, kind: str, width: int) -> Variant:
    return Variant(role, f"image/{kind}", width, width // 2, 0, 1, b"d")


VARIANTS = (variant("page", "webp", 320), variant("page", "webp", 1000), variant("plain", "jpeg", 960))
MADE = Image(stem=STEM, bundle="b", made=VariantSet("0123456789ab", "#c03020", VARIANTS))


def item(width: int | None = None, height: int | None = None, body: str = BODY) -> Item:
    image = ItemImage(URL, width=width, height=height)
    return Item(path="a.md", key="k", kind="article", title="A", body=body, body_images=(image,))


def test_a_page_has_every_width() -> None:
    source = f'/feed/{STEM}-320.webp 320w, /feed/{STEM}-1000.webp 1000w" sizes="{SIZES}">'
    assert page_body(URLS, item(), {URL: MADE}) == (
        f'<p>One <picture><source type="image/webp" srcset="{source}<img src="/feed/{STEM}-960.jpg" alt="A &amp; B" '
        'title="T" width="1000" height="500" loading="lazy"></picture> two</p>'
    )


def test_a_feed_has_one_jpeg_with_an_absolute_url() -> None:
    assert feed_body(URLS, item(), {URL: MADE}) == (
        f'<p>One <img src="https://x.example/feed/{STEM}-960.jpg" alt="A &amp; B" title="T" width="960" height="480">'
        " two</p>"
    )


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ((200, 100), (200, 100)),
        ((200, None), (200, 100)),
        ((None, 100), (200, 100)),
        ((200, 7), (200, 100)),
        ((5000, 2500), (1000, 500)),
        ((1, 1), (1, 1)),
    ],
)
def test_an_image_has_the_size_that_its_author_wants_as_far_as_it_has_pixels(
    wanted: tuple[int | None, int | None], shown: tuple[int, int]
) -> None:
    assert f' width="{shown[0]}" height="{shown[1]}"' in page_body(URLS, item(*wanted), {URL: MADE})


def test_an_image_of_another_host_sends_no_referrer() -> None:
    escaped = URL.replace("&", "&amp;")
    remote = {URL: Image(url=URL)}
    assert page_body(URLS, item(30, 20), remote) == (
        f'<p>One <img src="{escaped}" alt="A &amp; B" title="T" width="30" height="20" loading="lazy" '
        'referrerpolicy="no-referrer"> two</p>'
    )
    assert f'<img src="{escaped}" alt="A &amp; B" title="T"> two' in feed_body(URLS, item(), remote)


def test_an_image_that_cannot_be_shown_leaves_its_text() -> None:
    for body in (page_body(URLS, item(), {}), feed_body(URLS, item(), {})):
        assert body == "<p>One A &amp; B two</p>"
    assert resolved_images(item(), {}) == (None,)
    assert resolved_images(item(), {URL: MADE}) == (MADE,)


def test_a_body_without_images_stays_as_it_is() -> None:
    plain = Item(path="a.md", key="k", kind="article", title="A", body="<p></p>")
    assert page_body(URLS, plain, {}) == "<p></p>"
