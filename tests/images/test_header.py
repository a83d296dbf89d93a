"""What the first bytes of pictures say, and what they may not say."""

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
def test_every_format_tells_its_size(form: str) -> None:
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
def test_every_kind_of_a_format_tells_its_size(form: str, options: dict[str, Any]) -> None:
    found = read_header(picture(form, **options))
    assert (found.width, found.height) == (321, 123)


def test_the_thumbnail_within_a_photograph_is_passed_over() -> None:
    inner = picture("JPEG", 16, 12)
    outer = picture("JPEG")
    segment = b"\xff\xe1" + struct.pack(">H", len(inner) + 2) + inner
    assert read_header(outer[:2] + segment + outer[2:]) == ImageHeader("image/jpeg", 321, 123)


def test_an_animation_is_measured_as_a_whole() -> None:
    data = io.BytesIO()
    frames = [Image.new("P", (80, 60), color) for color in (1, 2, 3)]
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:])
    assert read_header(data.getvalue()) == ImageHeader("image/gif", 80, 60)


def test_a_picture_in_tiles_is_as_large_as_all_of_them() -> None:
    assert read_header(picture("AVIF", 3000, 200)) == ImageHeader("image/avif", 3000, 200)


@pytest.mark.parametrize(
    ("width", "height", "words"),
    [
        (50_000, 50_000, "50,000 × 50,000"),
        (12_001, 1, "a side may have 12,000"),
        (1, 12_001, "a side may have 12,000"),
        (8_000, 5_001, "40 million may be"),
        (0, 100, "no size"),
    ],
)
def test_a_picture_beyond_measure_is_refused_unopened(width: int, height: int, words: str) -> None:
    with pytest.raises(ImageError, match=words):
        read_header(huge_png(width, height))


def test_the_largest_that_is_taken() -> None:
    assert read_header(huge_png(8_000, 5_000)).width == 8_000


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_that_is_cut_short_is_found_out(form: str) -> None:
    data = picture(form)
    with pytest.raises(TruncatedImageError):
        read_header(data[: len(data) - 30])


@pytest.mark.parametrize("form", FORMATS)
def test_no_beginning_of_a_picture_raises_anything_else(form: str) -> None:
    data = picture(form)
    for end in range(min(len(data) - 8, 700)):
        try:
            read_header(data[:end])
        except ImageError:
            continue
        assert form == "GIF", "only a GIF may lack its end"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "it is empty"),
        (b"<!DOCTYPE html><p>Not found", "looks like a page"),
        (b"\xef\xbb\xbf  <html>", "looks like a page"),
        (b"<?xml version='1.0'?><svg/>", "looks like SVG"),
        (b"<svg onload='x()'>", "looks like SVG"),
        (b"BM" + bytes(60), "no JPEG, PNG"),
        (b"II*\0" + bytes(60), "no JPEG, PNG"),
        (b"%PDF-1.7", "no JPEG, PNG"),
        (b"\0\0\0\x1cftypheic" + bytes(60), "no JPEG, PNG"),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "no header"),
        (b"\xff\xd8\xff\xd9", "without a picture"),
        (b"\xff\xd8\xff\xe0\0\0" + bytes(60), "no sound JPEG"),
        (b"RIFF\x04\0\0\0WEBPVP8!" + bytes(60), "no sound WebP"),
        (b"\0\0\0\x14ftypavif\0\0\0\0avif" + b"\0\0\0\x04meta", "no sound AVIF"),
    ],
)
def test_what_is_no_picture_is_said_to_be_none(data: bytes, words: str) -> None:
    with pytest.raises(ImageError, match=words):
        read_header(data)


def test_a_brand_among_others_makes_an_avif() -> None:
    assert sniff_media_type(b"\0\0\0\x1cftypmif1\0\0\0\0miafavif") == "image/avif"
    assert sniff_media_type(b"\0\0\0\x10ftypmif1\0\0\0\0miafavif") == ""


def test_a_page_is_refused_with_its_first_bytes_and_a_picture_waited_for() -> None:
    reject_early(b"")
    reject_early(b"<html>")  # too little to tell: an answer may come in small pieces
    for form in FORMATS:
        reject_early(picture(form)[:64])
    with pytest.raises(ImageError):
        reject_early(b"<html>" + bytes(60))


@given(st.binary(max_size=300), st.sampled_from(FORMATS))
@example(b"\0\0\0\x01" * 8, "AVIF")
def test_whatever_follows_a_beginning_nothing_else_is_raised(tail: bytes, form: str) -> None:
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


def test_boxes_within_boxes_end() -> None:
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
def test_what_only_wastes_time_is_given_up_soon(name: str) -> None:
    """While a picture is measured, nothing else comes in."""
    begun = time.process_time()
    with pytest.raises(ImageError):
        read_header(SLOW[name])
    assert time.process_time() - begun < 0.5


def test_filling_bytes_are_no_fault() -> None:
    data = picture("JPEG")
    assert read_header(data[:2] + b"\xff" * 100_000 + data[2:]).width == 321


def test_a_gif_is_whole_once_its_first_frame_is() -> None:
    """Whoever sends half of one, and closes the connection, sends nothing in the place of a good copy."""
    frames = [Image.effect_noise((160, 120), sigma) for sigma in (10, 80)]
    data = io.BytesIO()
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:])
    whole = data.getvalue()
    assert read_header(whole[: len(whole) * 9 // 10]) == ImageHeader("image/gif", 160, 120)
    with pytest.raises(TruncatedImageError):
        read_header(whole[: len(whole) // 4])
