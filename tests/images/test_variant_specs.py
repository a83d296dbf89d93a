"""Specs of variants, and images that are unsuitable."""

import pytest

from generator.images.variant_specs import (
    MAX_HEIGHT,
    WIDTHS,
    VariantSpec,
    load_variant_specs,
    reject_reason,
    width_ladder,
)
from generator.model.images import PURPOSES, Purpose


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (4000, [320, 640, 960, 1280]),
        (1280, [320, 640, 960, 1280]),
        (1200, [320, 640, 960, 1200]),
        (1100, [320, 640, 1100]),
        (800, [320, 640, 800]),
        (700, [320, 700]),
        (330, [330]),
        (200, [200]),
    ],
)
def test_no_width_exceeds_the_image(width: int, expected: list[int]) -> None:
    assert width_ladder(WIDTHS, width) == expected


@pytest.mark.parametrize(
    ("width", "height", "purpose", "fits"),
    [
        (120, 120, "lead", True),
        (119, 800, "lead", False),
        (1, 1, "lead", False),
        (1, 1, "logo", False),
        (50, 50, "logo", True),
        (50, 50, "side", False),
        (800, 200, "lead", True),
        (801, 200, "lead", False),
        (200, 801, "side", False),
        (400, 90, "logo", False),
    ],
)
def test_rejects_tracking_pixels_and_banners(width: int, height: int, purpose: str, fits: bool) -> None:
    assert (reject_reason(width, height, purpose) == "") == fits  # type: ignore[arg-type]


def test_the_digest_depends_on_code_and_format() -> None:
    one, other = load_variant_specs(False, b"1"), load_variant_specs(False, b"2")
    assert (
        len({one.lead[1], one.side[1], one.logo[1], other.lead[1], load_variant_specs(True, b"1").lead[1]})
        == 5
    )
    assert one == load_variant_specs(False, b"1")


def test_a_reason_names_size_and_limit() -> None:
    assert reject_reason(100, 50, "lead") == "the image is 100 × 50 pixels; the minimum is 120 per side"
    assert (
        reject_reason(5000, 500, "lead")
        == "the image is 5,000 × 500 pixels; the maximum aspect ratio is 4 to 1"
    )


def test_a_spec_knows_its_widest_variant_and_its_shape() -> None:
    specs = load_variant_specs(False, b"")
    boxes = [specs.of(purpose)[0].box for purpose in PURPOSES]
    assert boxes == [
        (1280, MAX_HEIGHT),
        (320, MAX_HEIGHT),
        (1280, MAX_HEIGHT),
        (100, 100),
        (960, 80),
        (512, 512),
    ]
    assert [purpose for purpose in PURPOSES if specs.of(purpose)[0].is_logo] == ["logo", "masthead", "icon"]
    assert [purpose for purpose in PURPOSES if specs.of(purpose)[0].takes_svg] == ["masthead", "icon"]
    assert VariantSpec(widths=(10,), plain=(20,)).box[0] == 20


@pytest.mark.parametrize(
    ("size", "purpose", "is_suitable"),
    [((400, 40), "masthead", True), ((520, 40), "masthead", False), ((400, 40), "logo", False)],
)
def test_the_logo_of_the_site_may_be_wide(size: tuple[int, int], purpose: Purpose, is_suitable: bool) -> None:
    assert (reject_reason(*size, purpose) == "") == is_suitable
