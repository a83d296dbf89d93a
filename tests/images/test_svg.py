"""Sizes of drawings, and what begins like one."""

import time

import pytest

from generator.images.svg import is_svg, svg_size


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (b'<svg viewBox="0 0 300 100">', (1200, 400)),
        (b"<svg viewBox='0, 0, 24.5, 24.5' width='1em'>", (400, 400)),
        (b'<svg width="40" height="20px">', (800, 400)),
        (
            b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a --><!DOCTYPE svg>\n<svg width="2" height="4">',
            (200, 400),
        ),
        (b'<svg width="100%" height="20">', None),
        (b'<svg viewBox="0 0 0 5">', None),
        (b"<svg viewBox='0 0 1.2.3 5'>", None),
        (b"<svg>", None),
        (b"<p><svg width='1' height='1'>", None),
        (b"\x89PNG", None),
        (b"", None),
    ],
)
def test_the_size_of_a_drawing(data: bytes, size: tuple[int, int] | None) -> None:
    assert svg_size(data) == size


@pytest.mark.parametrize(
    "piece", [b"<!--", b"<!-- -->", b"<?xml", b"<!DOCTYPE ", b" ", b"<svg", b"<svg viewBox='"]
)
def test_time_is_bounded(piece: bytes) -> None:
    started = time.process_time()
    is_svg(piece * 100_000)
    svg_size(piece * 100_000)
    assert time.process_time() - started < 0.5
