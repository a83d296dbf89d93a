"""The image cache: errors for a wrong cache or content folder, and what a site still uses."""

from pathlib import Path

import pytest

from generator.base.errors import OutputError, SettingsError
from generator.base.progress import Progress
from generator.commands import images
from generator.commands.images import collect_garbage, images_folder, load_cache_stats, verify_images
from generator.model.results.image_cache import GcResult
from tests.support.site_kit import Site, article


def test_a_missing_cache_is_an_error_and_is_not_created(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="expected the cache of a build, found nothing"):
        images_folder(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_cache(tmp_path: Path) -> None:
    stats = load_cache_stats(tmp_path)
    assert (stats.addresses, stats.due, stats.pictures) == (0, 0, ())
    assert verify_images(tmp_path, Progress()) == (0, ())


def test_garbage_of_an_empty_cache(site: Site) -> None:
    site.record("a.md", article("a"))
    site.cache.mkdir()
    assert collect_garbage(site.cache, [site.content], dry_run=True) == GcResult(0, 0, 0, 0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "expected records, found none"),
        ("---\n---\n", "1 record cannot be read, so its images are unknown"),
    ],
)
def test_garbage_is_kept_if_the_images_in_use_are_unknown(site: Site, text: str | None, message: str) -> None:
    site.cache.mkdir()
    site.content.mkdir()
    if text is not None:
        site.write("a.md", text)
    with pytest.raises(SettingsError, match=message) as caught:
        collect_garbage(site.cache, [site.content], dry_run=False)
    assert caught.value.hint.startswith("Nothing was removed.")


def test_an_error_of_the_file_system_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "index")

    monkeypatch.setattr(images, "verify_blobs", fail)
    with pytest.raises(OutputError, match=r"^cannot write index: Permission denied$"):
        verify_images(tmp_path, Progress())
