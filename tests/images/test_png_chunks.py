"""Of a PNG, only what shapes the picture reaches the decoder."""

import pytest

from generator.images.png_chunks import SHAPING, drop_other_chunks
from tests.support.pictures import picture, png_chunk

SIGNATURE = b"\x89PNG\r\n\x1a\n"


HEAD, PIXELS, END = png_chunk(b"IHDR", bytes(13)), png_chunk(b"IDAT", b"pixels"), png_chunk(b"IEND")


@pytest.mark.parametrize("kind", [b"tEXt", b"zTXt", b"iTXt", b"tIME", b"bKGD", b"sPLT", b"acTL", b"prVt"])
def test_other_chunks_are_dropped(kind: bytes) -> None:
    other = png_chunk(kind, b"a" * 100)
    data = SIGNATURE + other + HEAD + other * 3 + PIXELS + other + PIXELS + other + END
    assert drop_other_chunks(data) == SIGNATURE + HEAD + PIXELS + PIXELS + END


@pytest.mark.parametrize("kind", sorted(SHAPING - {b"IDAT", b"IHDR", b"IEND"}))
def test_chunks_that_shape_the_picture_are_kept_once(kind: bytes) -> None:
    kept = png_chunk(kind, b"a" * 100)
    assert (
        drop_other_chunks(SIGNATURE + HEAD + kept * 3 + PIXELS + END)
        == SIGNATURE + HEAD + kept + PIXELS + END
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        SIGNATURE,
        SIGNATURE + HEAD,
        SIGNATURE + HEAD + PIXELS[:-1],
        SIGNATURE + HEAD + PIXELS + b"\xff\xff\xff\xffIDAT",
        SIGNATURE + HEAD + PIXELS + b"\0",
    ],
)
def test_a_damaged_or_other_file_stays_as_it_is(data: bytes) -> None:
    assert drop_other_chunks(data) == data


def test_what_follows_the_end_is_dropped() -> None:
    data = picture(40, 30, "PNG")
    assert drop_other_chunks(data + b"a" * 100) == drop_other_chunks(data)
