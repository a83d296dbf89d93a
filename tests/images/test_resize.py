"""Encoding with libvips: sizes, formats, colours, and removed metadata."""

import io
import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image as Pillow
from PIL import ImageCms, ImageOps
from PIL.PngImagePlugin import PngInfo

from generator.base.digest import digest
from generator.images.resize import EncodedVariants, VariantTask, encode_variants, output_conversion
from generator.images.variant_specs import (
    LOGO_SIDES,
    VariantSpec,
    load_variant_specs,
)
from generator.model.images import Variant
from tests.support.pictures import (
    BLUE,
    GREEN,
    RED,
    WHITE,
    drawing,
    encoded,
    opened,
    photograph,
    picture,
    png_header,
)

SPECS = load_variant_specs(False, b"")
LEAD, SIDE, LOGO, ICON = SPECS.lead[0], SPECS.side[0], SPECS.logo[0], SPECS.icon[0]
MASTHEAD = SPECS.masthead[0]


Cook = Callable[..., EncodedVariants]


@pytest.fixture(scope="module")
def kitchen() -> Iterator[ProcessPoolExecutor]:
    """A process for libvips: a process that has loaded it must not fork, and other tests fork this one."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        yield pool


@pytest.fixture
def made(kitchen: ProcessPoolExecutor, tmp_path: Path) -> Cook:
    """Encode an image: ``made(data, spec)``."""

    def cook(data: bytes, spec: VariantSpec = LEAD) -> EncodedVariants:
        source = tmp_path / "source"
        source.write_bytes(data)
        return kitchen.submit(encode_variants, VariantTask(str(source), digest(data), spec)).result()

    return cook


def files(result: EncodedVariants) -> dict[tuple[str, str, int], bytes]:
    """Return the variants by role, format and width."""
    assert result.made is not None, result.reason
    return {
        (each.role, each.media_type.removeprefix("image/"), each.width): result.data[each.offset :][
            : each.length
        ]
        for each in result.made.variants
    }


def near(found: object, expected: tuple[int, ...], by: int = 14) -> bool:
    assert isinstance(found, tuple)
    return all(abs(one - other) <= by for one, other in zip(found, expected, strict=True))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_encodes_every_format_as_webp_jpeg_and_a_card(form: str, made: Cook) -> None:
    found = files(made(picture(1400, 900, form)))
    assert set(found) == {
        *[("page", "webp", width) for width in (320, 640, 960, 1280)],
        *[("plain", "jpeg", width) for width in (320, 960)],
        ("social", "jpeg", 1200),
    }
    for (_, kind, width), data in found.items():
        image = opened(data)
        assert image.format == kind.upper()
        assert image.width == width
    assert opened(found["page", "webp", 640]).height in (411, 412)
    assert opened(found["social", "jpeg", 1200]).size == (1200, 630)


def test_variants_have_the_right_size_and_digest(made: Cook) -> None:
    result = made(photograph(900, 600))
    assert result.made is not None
    for each in result.made.variants:
        data = result.data[each.offset : each.offset + each.length]
        assert opened(data).size == (each.width, each.height)
        assert digest(data) == each.digest
    assert sum(each.length for each in result.made.variants) == len(result.data)


def test_a_small_picture_is_not_enlarged(made: Cook) -> None:
    found = files(made(picture(200, 150)))
    assert {key for key in found if key[0] != "social"} == {("page", "webp", 200), ("plain", "jpeg", 200)}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_applies_the_exif_orientation(orientation: int, made: Cook) -> None:
    image = drawing(400, 200)
    exif = Pillow.Exif()
    exif[0x0112] = orientation
    data = encoded(image, "JPEG", exif=exif, quality=95)
    expected = ImageOps.exif_transpose(opened(data))
    found = opened(files(made(data))["plain", "jpeg", 320 if orientation < 5 else 200])
    assert (found.width > found.height) == (expected.width > expected.height)
    for x, y in ((0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8)):
        values = [each.getpixel((int(x * each.width), int(y * each.height))) for each in (found, expected)]
        assert near(values[0], values[1]), (orientation, x, y)  # type: ignore[arg-type]


def test_removes_all_metadata(made: Cook) -> None:
    secret = "52.5200 N 13.4050 E, somebody's name"
    exif = Pillow.Exif()
    exif[0x010E] = exif[0x013B] = secret
    exif.get_ifd(0x8825)[1] = "N"
    jpeg = picture(500, 300, "JPEG", exif=exif, comment=secret)
    note = PngInfo()
    note.add_text("Comment", secret)
    note.add_itxt("XML:com.adobe.xmp", f"<x>{secret}</x>")
    png = picture(500, 300, "PNG", pnginfo=note, exif=exif)
    webp = picture(500, 300, "WEBP", exif=exif, xmp=f"<x>{secret}</x>".encode())
    for data in (jpeg, png, webp):
        assert secret.encode() in data
        for spec in (LEAD, SIDE, LOGO):
            found = made(data, spec).data
            assert secret.encode() not in found
            assert not [
                mark for mark in (b"Exif", b"EXIF", b"ICCP", b"XMP", b"http://ns.adobe") if mark in found
            ]


def test_converts_colour_profiles_to_srgb(made: Cook) -> None:
    """A profile that swaps red and blue shows whether it is applied (ICC.1:2022, matrix profiles)."""
    srgb = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = (srgb.index(tag) for tag in (b"rXYZ", b"bXYZ"))
    srgb[red : red + 4], srgb[blue : blue + 4] = srgb[blue : blue + 4], srgb[red : red + 4]
    data = picture(400, 300, "PNG", RED, icc_profile=bytes(srgb))
    found = opened(files(made(data))["plain", "jpeg", 320])
    assert near(found.getpixel((300, 220)), (RED[2], RED[1], RED[0]))


@pytest.mark.parametrize(
    ("interpretation", "profile", "converted"),
    [
        ("srgb", False, False),
        ("b-w", False, False),
        ("rgb16", False, False),
        ("grey16", False, False),
        ("srgb", True, True),
        ("b-w", True, True),
        ("cmyk", False, True),
        ("lab", False, True),
    ],
)
def test_converts_only_colours_that_may_not_be_srgb(
    interpretation: str, profile: bool, converted: bool
) -> None:
    """An image without a profile is sRGB by every standard; converting takes ten times as long as decoding."""

    class Header(NamedTuple):
        interpretation: str

        def get_typeof(self, name: str) -> int:
            return {"icc-profile-data": 64}[name] if profile else 0

    assert ("output_profile" in output_conversion(Header(interpretation))) is converted


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_converts_every_colour_mode_to_8_bit_srgb(mode: str, made: Cook) -> None:
    image = drawing(400, 300, (90, 90, 90))
    if mode == "I;16":
        image = image.convert("L").point(lambda value: value * 257, "I").convert("I;16")
    else:
        image = image.quantize() if mode == "P" else image.convert(mode)
    data = encoded(image, "JPEG" if mode == "CMYK" else "PNG")
    found = opened(files(made(data))["page", "webp", 400])
    assert found.mode in ("RGB", "RGBA")
    assert near(found.convert("RGB").getpixel((50, 50)), WHITE)
    if mode != "1":
        assert near(found.convert("RGB").getpixel((350, 250)), (90, 90, 90), 24)


def test_transparency_stays_in_webp_and_is_white_in_jpeg(made: Cook) -> None:
    image = Pillow.new("RGBA", (400, 300), (*RED, 0))
    image.paste((*GREEN, 255), (200, 0, 400, 300))
    result = made(encoded(image))
    found = files(result)
    webp, jpeg = opened(found["page", "webp", 400]), opened(found["plain", "jpeg", 400])
    assert webp.getpixel((50, 150))[3] == 0  # type: ignore[index]
    assert near(jpeg.getpixel((50, 150)), WHITE)
    assert near(jpeg.getpixel((350, 150)), GREEN)
    assert result.made is not None
    assert result.made.colour == "", "its placeholder would show through for ever"


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_uses_the_first_frame_of_an_animation(form: str, made: Cook) -> None:
    frames = [Pillow.new("RGB", (300, 200), colour) for colour in (RED, GREEN, BLUE)]
    data = encoded(frames[0], form, save_all=True, append_images=frames[1:], duration=100)
    found = opened(files(made(data))["page", "webp", 300])
    assert getattr(found, "n_frames", 1) == 1
    assert found.size == (300, 200)
    assert near(found.convert("RGB").getpixel((150, 100)), RED)


def test_the_dominant_colour_is_no_average(made: Cook) -> None:
    image = Pillow.new("RGB", (400, 300), RED)
    image.paste(GREEN, (0, 0, 150, 300))
    result = made(encoded(image))
    assert result.made is not None
    values = tuple(int(result.made.colour[at : at + 2], 16) for at in (1, 3, 5))
    assert near(values, RED)


@pytest.mark.parametrize("size", [(2000, 900), (800, 450), (630, 1200), (300, 300), (160, 600)])
def test_a_card_always_has_its_size(size: tuple[int, int], made: Cook) -> None:
    card = opened(files(made(picture(*size, colour=GREEN)))["social", "jpeg", 1200])
    assert card.size == (1200, 630)
    assert near(card.getpixel((5, 625)), GREEN), "a small picture stands on its own colour"


def test_a_logo_fits_its_square_and_is_small(made: Cook) -> None:
    found = made(encoded(drawing(400, 200, RED)), LOGO)
    assert found.made is not None
    assert [(each.width, each.height) for each in found.made.variants] == [(50, 25), (100, 50)]
    tiny = made(encoded(drawing(32, 32, RED)), LOGO)
    assert tiny.made is not None
    (only,) = tiny.made.variants
    assert (only.width, only.height) == (32, 32)
    assert only.width < LOGO_SIDES[0]


def test_avif_comes_first_if_enabled(made: Cook) -> None:
    found = files(made(picture(500, 300), load_variant_specs(True, b"").lead[0]))
    assert [key for key in found if key[0] == "page"][:2] == [("page", "avif", 320), ("page", "avif", 500)]
    assert opened(found["page", "avif", 320]).format == "AVIF"


def test_encoding_is_reproducible(made: Cook) -> None:
    data = photograph(700, 500)
    assert made(data) == made(data)


def svg(size: int = 400) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}"><rect/></svg>'.encode()


@pytest.mark.parametrize(
    ("data", "sizes"),
    [
        (encoded(drawing(1200, 100, RED)), [(480, 40), (960, 80)]),
        (encoded(drawing(100, 50, RED)), [(80, 40), (100, 50)]),
        (svg(), [(40, 40), (80, 80)]),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 5"><rect width="30" height="5"/></svg>',
         [(240, 40), (480, 80)]),
    ],
)  # fmt: skip
def test_the_logo_of_the_site_has_its_height_and_may_be_a_drawing(
    made: Cook, data: bytes, sizes: list[tuple[int, int]]
) -> None:
    found = made(data, MASTHEAD)
    assert found.made is not None, found.reason
    assert [(each.width, each.height) for each in found.made.variants] == sizes


UNDECODABLE = {
    "a JPEG without its end": photograph(600, 400)[:-9000],
    "a PNG without its end": picture(600, 400, "PNG")[:-40],
    "a PNG with another size in its header": png_header(600, 400),
    "a JPEG of noise": b"\xff\xd8\xff\xe0\x00\x10JFIF\0" + bytes(range(256)) * 40,
    "a GIF of noise": b"GIF89a\x90\x01\x90\x01" + bytes(range(256)) * 4,
    "a WebP of noise": b"RIFF\x00\x04\0\0WEBPVP8 " + bytes(range(256)) * 4,
    "an AVIF of noise": b"\0\0\0\x1cftypavif\0\0\0\0mif1miaf" + bytes(range(256)) * 4,
    "SVG": svg(),
    "SVG behind a mark": b"\xef\xbb\xbf" + svg(),
    "TIFF": encoded(drawing(300, 200), "TIFF"),
    "BMP": encoded(drawing(300, 200), "BMP"),
    "PPM": encoded(drawing(300, 200), "PPM"),
    "PDF": encoded(drawing(300, 200), "PDF"),
    "JPEG 2000": encoded(drawing(300, 200), "JPEG2000"),
    "nothing": b"",
}


@pytest.mark.parametrize("name", UNDECODABLE)
def test_rejects_damaged_and_unsupported_files(name: str, made: Cook) -> None:
    for spec in (LEAD, LOGO):
        result = made(UNDECODABLE[name], spec)
        assert result.made is None
        assert result.reason.startswith("the image cannot be decoded"), result.reason
        assert result.lasting
        assert "\n" not in result.reason


def test_a_missing_or_changed_file_is_retried(tmp_path: Path) -> None:
    file = tmp_path / "x.jpg"
    gone = encode_variants(VariantTask(str(file), b"", LEAD))
    file.write_bytes(picture())
    other = encode_variants(VariantTask(str(file), digest(b"other"), LEAD))
    assert (gone.made, gone.lasting, other.made, other.lasting) == (None, False, None, False)


def test_variant_of_the_model_is_small() -> None:
    assert Variant("page", "image/webp", 1, 1, 0, 1, b"").__struct_config__.array_like


def test_the_test_images_have_the_right_format() -> None:
    assert Pillow.open(io.BytesIO(picture(320, 200, "AVIF"))).format == "AVIF"


def test_icons_are_transparent_squares(made: Cook) -> None:
    result = files(made(encoded(drawing(600, 300), "PNG"), ICON))
    assert {key[1:] for key in result} == {
        ("png", 32),
        ("png", 180),
        ("png", 192),
        ("png", 512),
        ("x-icon", 32),
    }
    for (_, _, side), data in result.items():
        picture = Pillow.open(io.BytesIO(data)).convert("RGBA")
        assert picture.size == (side, side)
        opacity = picture.getchannel("A")
        assert opacity.getpixel((side // 2, 0)) == 0
        assert opacity.getpixel((side // 2, side // 2)) == 255


def test_icons_are_not_much_larger_than_their_logo(made: Cook) -> None:
    result = files(made(encoded(drawing(130, 130), "PNG"), ICON))
    assert {side for _, _, side in result} == {32, 180, 192}
    assert {side for _, _, side in files(made(encoded(drawing(16, 16), "PNG"), ICON))} == {32}
