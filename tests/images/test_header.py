"""Image headers: format and size, and the files that are rejected."""

import io
import struct
import time
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from generator.images.header import (
    ImageError,
    ImageHeader,
    TruncatedImageError,
    read_header,
    reject_early,
    sniff_media_type,
)
from tests.support.strange_host import huge_png

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")


def picture(form: str, width: int = 321, height: int = 123, **options: Any) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (width, height), (200, 30, 90)).save(data, form, **options)
    return data.getvalue()


@pytest.mark.parametrize("form", FORMATS)
def test_reads_the_size_of_every_format(form: str) -> None:
    assert read_header(picture(form)) == ImageHeader(f"image/{form.lower()}", 321, 123)


@pytest.mark.parametrize(
    ("form", "options"),
    [
        ("JPEG", {"progressive": True}),
        ("JPEG", {"exif": b"Exif\0\0" + bytes(60_000)}),
        ("JPEG", {"icc_profile": bytes(150_000)}),
        ("WEBP", {"lossless": True}),
        ("WEBP", {"icc_profile": bytes(500)}),
        ("PNG", {"optimize": True}),
    ],
)
def test_reads_the_size_of_every_variety(form: str, options: dict[str, Any]) -> None:
    found = read_header(picture(form, **options))
    assert (found.width, found.height) == (321, 123)


def test_skips_an_embedded_thumbnail() -> None:
    inner = picture("JPEG", 16, 12)
    outer = picture("JPEG")
    segment = b"\xff\xe1" + struct.pack(">H", len(inner) + 2) + inner
    assert read_header(outer[:2] + segment + outer[2:]) == ImageHeader("image/jpeg", 321, 123)


def test_reads_the_size_of_an_animation() -> None:
    data = io.BytesIO()
    frames = [Image.new("P", (80, 60), color) for color in (1, 2, 3)]
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:])
    assert read_header(data.getvalue()) == ImageHeader("image/gif", 80, 60)


def test_reads_the_full_size_of_a_tiled_image() -> None:
    assert read_header(picture("AVIF", 3000, 200)) == ImageHeader("image/avif", 3000, 200)


@pytest.mark.parametrize(
    ("width", "height", "message"),
    [
        (50_000, 50_000, "50,000 × 50,000"),
        (12_001, 1, "limit is 12,000 per side"),
        (1, 12_001, "limit is 12,000 per side"),
        (8_000, 5_001, "limit is 40 million pixels"),
        (0, 100, "width or height of 0"),
    ],
)
def test_rejects_too_large_images(width: int, height: int, message: str) -> None:
    with pytest.raises(ImageError, match=message):
        read_header(huge_png(width, height))


def test_accepts_the_largest_image() -> None:
    assert read_header(huge_png(8_000, 5_000)).width == 8_000


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_rejects_truncated_images(form: str) -> None:
    data = picture(form)
    with pytest.raises(TruncatedImageError):
        read_header(data[: len(data) - 30])


@pytest.mark.parametrize("form", FORMATS)
def test_a_truncated_image_raises_only_image_errors(form: str) -> None:
    data = picture(form)
    for end in range(min(len(data) - 8, 700)):
        try:
            read_header(data[:end])
        except ImageError:
            continue
        assert form == "GIF", "only a GIF may lack its end"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "it is empty"),
        (b"<!DOCTYPE html><p>Not found", "looks like an HTML page"),
        (b"\xef\xbb\xbf  <html>", "looks like an HTML page"),
        (b"<?xml version='1.0'?><svg/>", "looks like SVG"),
        (b"<svg onload='x()'>", "looks like SVG"),
        (b"BM" + bytes(60), "not a JPEG, PNG"),
        (b"II*\0" + bytes(60), "not a JPEG, PNG"),
        (b"%PDF-1.7", "not a JPEG, PNG"),
        (b"\0\0\0\x1cftypheic" + bytes(60), "not a JPEG, PNG"),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "no IHDR header"),
        (b"\xff\xd8\xff\xd9", "contains no image"),
        (b"\xff\xd8\xff\xe0\0\0" + bytes(60), "JPEG is damaged"),
        (b"RIFF\x04\0\0\0WEBPVP8!" + bytes(60), "WebP is damaged"),
        (b"\0\0\0\x14ftypavif\0\0\0\0avif" + b"\0\0\0\x04meta", "AVIF is damaged"),
    ],
)
def test_rejects_other_files_with_a_reason(data: bytes, message: str) -> None:
    with pytest.raises(ImageError, match=message):
        read_header(data)


def test_finds_the_avif_brand_among_others() -> None:
    assert sniff_media_type(b"\0\0\0\x1cftypmif1\0\0\0\0miafavif") == "image/avif"
    assert sniff_media_type(b"\0\0\0\x10ftypmif1\0\0\0\0miafavif") == ""


def test_rejects_a_page_early_but_waits_for_an_image() -> None:
    reject_early(b"")
    reject_early(b"<html>")  # too little to tell: an answer may come in small pieces
    for form in FORMATS:
        reject_early(picture(form)[:64])
    with pytest.raises(ImageError):
        reject_early(b"<html>" + bytes(60))


@given(st.binary(max_size=300), st.sampled_from(FORMATS))
@example(b"\0\0\0\x01" * 8, "AVIF")
def test_arbitrary_data_raises_only_image_errors(tail: bytes, form: str) -> None:
    heads = {
        "JPEG": b"\xff\xd8\xff",
        "PNG": b"\x89PNG\r\n\x1a\n",
        "WEBP": b"RIFF\x08\0\0\0WEBP",
        "GIF": b"GIF89a",
        "AVIF": b"\0\0\0\x14ftypavif\0\0\0\0avif",
    }
    try:
        read_header(heads[form] + tail)
    except ImageError:
        return


def test_limits_nested_boxes() -> None:
    nest = b""
    for _ in range(2_000):
        nest = struct.pack(">I", len(nest) + 8) + b"ipco" + nest
    with pytest.raises(ImageError):
        read_header(b"\0\0\0\x14ftypavif\0\0\0\0avif" + nest)


SLOW = {
    "filling bytes": b"\xff\xd8" + b"\xff" * 8_000_000,
    "markers without a length": b"\xff\xd8" + b"\xff\x01" * 4_000_000,
    "empty segments": b"\xff\xd8" + b"\xff\xe1\x00\x02" * 2_000_000,
    "empty boxes": b"\0\0\0\x14ftypavif\0\0\0\0avif" + b"\0\0\0\x08free" * 1_000_000,
    "empty extensions": b"GIF89a\x40\x01\x40\x01\0\0\0" + b"\x21\xf9\0" * 2_600_000,
    "blocks of one byte": b"GIF89a\x40\x01\x40\x01\0\0\0\x2c" + bytes(9) + b"\x02" + b"\x01\x00" * 4_000_000,
}


@pytest.mark.parametrize("name", SLOW)
def test_rejects_files_that_waste_time(name: str) -> None:
    """Reading a header blocks the event loop."""
    begun = time.process_time()
    with pytest.raises(ImageError):
        read_header(SLOW[name])
    assert time.process_time() - begun < 0.5


def test_accepts_fill_bytes() -> None:
    data = picture("JPEG")
    assert read_header(data[:2] + b"\xff" * 100_000 + data[2:]).width == 321


def test_a_gif_needs_only_its_first_frame() -> None:
    """Half a GIF must not replace a good copy."""
    frames = [Image.effect_noise((160, 120), sigma) for sigma in (10, 80)]
    data = io.BytesIO()
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:])
    whole = data.getvalue()
    assert read_header(whole[: len(whole) * 9 // 10]) == ImageHeader("image/gif", 160, 120)
    with pytest.raises(TruncatedImageError):
        read_header(whole[: len(whole) // 4])
