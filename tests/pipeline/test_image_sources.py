"""Finding source images: local ones by their first bytes, remote ones as the settings say."""

import pytest

from generator.base.progress import Progress
from generator.images.variant_store import VariantIndex
from generator.model.images import Image
from generator.model.item import ItemImage
from generator.pipeline.context import load_context
from generator.pipeline.image_sources import ImageSources, SourceImage
from tests.support.site_kit import Site, png


@pytest.fixture
def site(site: Site) -> Site:
    """A site with an empty content folder."""
    site.content.mkdir()
    return site


REMOTE = ItemImage("https://pictures.example/a.png", width=40, height=30)
LOCAL = ItemImage("assets/a.png", local=True)


def sources(site: Site, mode: str, **options: object) -> ImageSources:
    context = load_context(site.options(overrides={"images": {"mode": mode}}, **options))
    return ImageSources(context, VariantIndex(), Progress())


def test_a_local_image_is_found_in_the_content_folder(site: Site) -> None:
    site.write("assets/a.png", png(1, 2, 3, 16, 12))
    found = sources(site, "cache")
    found.ask([LOCAL])
    source = found.of(LOCAL)
    assert isinstance(source, SourceImage)
    assert (source.blob.width, source.blob.height, source.blob.media_type) == (16, 12, "image/png")
    assert [path for path, _ in found.watched()] == ["assets/a.png"]
    assert found.local().keys() == {"assets/a.png"}


@pytest.mark.parametrize("data", [b"", b"not an image", b"<svg/>"])
def test_what_is_no_image_is_a_reason(site: Site, data: bytes) -> None:
    site.write("assets/a.png", data)
    found = sources(site, "cache")
    found.ask([LOCAL])
    assert isinstance(found.of(LOCAL), str)


def test_a_missing_local_image_is_watched_without_a_stamp(site: Site) -> None:
    found = sources(site, "cache")
    found.ask([LOCAL])
    assert isinstance(found.of(LOCAL), str)
    assert found.watched() == (("assets/a.png", None),)
    assert found.local() == {}


def test_a_remote_image_is_shown_from_its_host_only_if_the_settings_say_so(site: Site) -> None:
    shown, hidden = sources(site, "remote"), sources(site, "off")
    assert shown.of(REMOTE) == Image(url=REMOTE.url, width=40, height=30)
    assert isinstance(hidden.of(REMOTE), str)


def test_offline_a_remote_image_that_was_never_fetched_is_a_reason(site: Site) -> None:
    found = sources(site, "cache", offline=True)
    found.ask([REMOTE])
    assert isinstance(found.of(REMOTE), str)
