"""Images: variants by role, and their output paths."""

from generator.model.images import Image, ImageSet, Role, Variant, VariantSet


def variant(role: Role, media_type: str, width: int) -> Variant:
    return Variant(role, media_type, width, width // 2, 0, 1, b"digest")


WEBP, JPEG, SOCIAL = (
    variant("page", "image/webp", 320),
    variant("plain", "image/jpeg", 640),
    variant("social", "image/jpeg", 1200),
)
IMAGE = Image(stem="pictures/loom-3f9a", made=VariantSet("3f9a", "#334455", (WEBP, JPEG, SOCIAL)))


def test_a_role_has_its_own_variants() -> None:
    assert IMAGE.of("page") == [WEBP]
    assert IMAGE.of("social") == [SOCIAL]
    assert IMAGE.of("logo") == []


def test_an_image_on_another_host_has_no_variants() -> None:
    assert Image(url="https://a.example/x.jpg").of("page") == []


def test_an_output_path_has_width_and_extension() -> None:
    assert IMAGE.path(WEBP) == "pictures/loom-3f9a-320.webp"
    assert IMAGE.path(JPEG) == "pictures/loom-3f9a-640.jpg"
    assert IMAGE.path(SOCIAL) == "pictures/loom-3f9a-social-1200.jpg"


def test_logos_and_images_of_one_url_are_separate() -> None:
    images = ImageSet(images={"u": IMAGE}, logos={"v": IMAGE})
    assert (images.get("u"), images.get("v")) == (IMAGE, None)
    assert (images.logo("u"), images.logo("v")) == (None, IMAGE)
