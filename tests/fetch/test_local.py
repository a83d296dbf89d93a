"""Local pictures: their bytes decide, and they stay inside the content folder."""

from pathlib import Path

import pytest

from generator.fetch.local import find_pictures, local_image, sniff
from generator.fetch.wanted import Wanted
from generator.model.images import Image
from generator.model.item import Picture

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 16


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"\0\0\0\x1cftypavif", "image/avif"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", ""),
        (b"<html>", ""),
        (b"", ""),
        (b"RIFF\0\0\0\0WAVE", ""),
    ],
)
def test_the_bytes_decide_what_a_picture_is(data: bytes, media_type: str) -> None:
    assert sniff(data) == media_type


@pytest.mark.parametrize(
    "path", ["../secret.png", "assets/../../secret.png", "/secret.png", "leak.png", "assets"]
)
def test_nothing_outside_the_content_folder_is_shown(tmp_path: Path, path: str) -> None:
    content = tmp_path / "content"
    (content / "assets").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(PNG)
    (content / "leak.png").symlink_to(tmp_path / "secret.png")
    assert isinstance(local_image(str(content.resolve()), path), str)


def test_a_picture_is_found_and_a_fault_told_once(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    (tmp_path / "b.png").write_bytes(b"<svg/>")
    wants = [
        Wanted(Picture(url, local=local), "x.md", "images[0].url")
        for url, local in [
            ("a.png", True),
            ("b.png", True),
            ("b.png", True),
            ("gone.png", True),
            ("https://a.example/r.jpg", False),
        ]
    ]
    images, problems = find_pictures(tmp_path, wants)
    found = images.get("a.png")
    assert isinstance(found, Image)
    assert (found.path, found.media_type, found.length) == ("a.png", "image/png", len(PNG))
    assert "https://a.example/r.jpg" not in images.images
    assert images.get("b.png") is None
    assert [problem.severity for problem in problems] == ["warning", "warning"]
    assert "something else at 'b.png'" in problems[0].message
    assert "found no file" in problems[1].message
