"""Local images: format by content, only inside the content folder, read once."""

import os
from pathlib import Path

import pytest

from generator.base.layered_folder import LayeredFolder
from generator.images.local import inspect_local_images, read_local_image, stamp_file
from generator.images.variant_store import RACY_NS, LocalImage, VariantIndex
from generator.model.fetched_images import Blob
from tests.support.pictures import GREEN, picture

PNG = picture(300, 200, "PNG")
LATER = 2**62


def known_from(found: dict[str, LocalImage | str]) -> VariantIndex:
    local = {path: image for path, image in found.items() if isinstance(image, LocalImage)}
    return VariantIndex(local=local, taken_ns=LATER)


@pytest.mark.parametrize(
    "path", ["../secret.png", "assets/../../secret.png", "/secret.png", "leak.png", "assets"]
)
def test_rejects_files_outside_the_content_folder(tmp_path: Path, path: str) -> None:
    content = tmp_path / "content"
    (content / "assets").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(PNG)
    (content / "leak.png").symlink_to(tmp_path / "secret.png")
    assert isinstance(read_local_image(LayeredFolder(content), path), str)


def test_reads_images_and_reports_every_problem(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    (tmp_path / "b.png").write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    (tmp_path / "c.png").write_bytes(PNG[:-30])
    found = inspect_local_images(
        LayeredFolder(tmp_path), ["a.png", "b.png", "c.png", "gone.png"], VariantIndex()
    )
    one, two, three = (found[path] for path in ("a.png", "b.png", "c.png"))
    assert isinstance(one, LocalImage)
    assert isinstance(one.found, Blob)
    assert (one.found.media_type, one.found.length, one.found.width, one.found.height) == (
        "image/png",
        len(PNG),
        300,
        200,
    )
    assert isinstance(two, LocalImage)
    assert "SVG" in two.reason, "it has no size"
    assert isinstance(three, LocalImage)
    assert "truncated" in three.reason
    assert found["gone.png"] == "expected an image at 'gone.png', found no file"


def test_a_too_large_image_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.png").open("wb") as stream:
        stream.truncate(1 << 40)
    (found,) = inspect_local_images(LayeredFolder(tmp_path), ["a.png"], VariantIndex()).values()
    assert isinstance(found, LocalImage)
    assert "at most 8 MB" in found.reason


def test_an_unchanged_file_is_not_opened(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(PNG)
    known = known_from(inspect_local_images(LayeredFolder(tmp_path), ["a.png"], VariantIndex()))
    file.chmod(0)
    again = inspect_local_images(LayeredFolder(tmp_path), ["a.png"], known)
    assert again["a.png"] is not known.local["a.png"], "its ctime moved"
    file.chmod(0o644)
    fresh = known_from(inspect_local_images(LayeredFolder(tmp_path), ["a.png"], VariantIndex()))
    assert inspect_local_images(LayeredFolder(tmp_path), ["a.png"], fresh)["a.png"] is fresh.local["a.png"]


@pytest.mark.parametrize("kind", ["bytes", "time", "young"])
def test_a_possibly_changed_file_is_read_again(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(PNG)
    at = stamp_file(tmp_path, "a.png")
    assert at
    taken_ns = max(at[1], at[2]) + (RACY_NS // 2 if kind == "young" else 10 * RACY_NS)
    known = VariantIndex(local={"a.png": LocalImage(at, None, "believed")}, taken_ns=taken_ns)
    if kind == "bytes":
        file.write_bytes(picture(300, 200, "PNG", GREEN))
    elif kind == "time":
        os.utime(file, ns=(at[1] + 1, at[1] + 1))
    found = inspect_local_images(LayeredFolder(tmp_path), ["a.png"], known)["a.png"]
    assert isinstance(found, LocalImage)
    assert found.reason == ""
