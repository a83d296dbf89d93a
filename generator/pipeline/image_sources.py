"""Where the pictures of a build come from: the content folder, or hosts elsewhere. Each is found out once."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from generator import __version__
from generator.base.progress import Progress
from generator.images.blobs import is_intact
from generator.images.fetcher import FetchOptions, ImageFetcher, build_user_agent, is_shown
from generator.images.local import inspect_local_images
from generator.images.maintenance import forget_lost
from generator.images.variant_store import BundleStamp, LocalImage, VariantIndex
from generator.model.fetched_images import Blob, FetchedImages
from generator.model.images import Image
from generator.model.item import ItemImage
from generator.pipeline.context import BuildContext


class SourceImage(msgspec.Struct, frozen=True):
    """A picture as it came: what it is, and the file that it lies in."""

    blob: Blob
    file: str


class ImageSources:
    """The pictures of one build as they come. ``fetched`` is what became of those elsewhere, all together."""

    def __init__(self, context: BuildContext, known: VariantIndex, progress: Progress) -> None:
        """``known`` has local pictures as the last build met them, to be trusted where nothing speaks against it."""
        self.fetched = FetchedImages()
        self._context = context
        self._known = known
        self._fetcher = ImageFetcher(self._options, progress)
        self._looked: dict[str, LocalImage | str] = {}

    def ask(self, pictures: Iterable[ItemImage]) -> None:
        """Look at local pictures, and fetch those elsewhere: all that were not asked for before."""
        paths: dict[str, None] = {}
        urls: dict[str, None] = {}
        for each in pictures:
            (paths if each.local else urls)[each.url] = None
        options, settings = self._context.options, self._context.settings
        self._looked |= inspect_local_images(
            options.content, [path for path in paths if path not in self._looked], self._known
        )
        urls = {url: None for url in urls if url not in self.fetched.pictures}
        if urls and settings.images.mode == "cache":
            self._fetcher.ask(urls)
            self.fetched = self._fetcher.fetched()

    @property
    def _options(self) -> FetchOptions:
        options, settings = self._context.options, self._context.settings
        return FetchOptions(
            folder=self._context.cache.images,
            settings=settings.images,
            agent=build_user_agent(__version__, settings.site.base_url),
            offline=options.offline or options.dry_run,
        )

    def evict_missing(self, digests: Collection[bytes]) -> None:
        """Look after pictures from elsewhere that could not be made anything of: those whose copies are lost are
        forgotten, so that the next build fetches them again."""
        pictures = self.fetched.pictures.values()
        doubted = {
            each.digest: each for each in pictures if isinstance(each, Blob) and each.digest in digests
        }
        folder = self._options.folder
        lost = [digest for digest, blob in doubted.items() if not is_intact(folder, blob)]
        if lost and not self._context.options.dry_run:
            with suppress(OSError):  # then the next build finds out again
                forget_lost(folder, lost)

    def of(self, picture: ItemImage) -> SourceImage | Image | str:
        """Return a picture that was asked for: as it came, or as shown from where it lies, or why there is none."""
        if picture.local:
            return self._of_path(picture.url)
        settings = self._context.settings.images
        if settings.mode == "cache":
            found = self.fetched.pictures.get(picture.url, "it was not fetched")
            return found if isinstance(found, str) else SourceImage(found, self.fetched.file(found))
        if settings.mode == "remote" and is_shown(picture.url, settings):
            return Image(url=picture.url, width=picture.width, height=picture.height)
        return "the settings say not to show it"

    def _of_path(self, path: str) -> SourceImage | str:
        found = self._looked[path]
        if isinstance(found, str):
            return found
        if found.found is None:
            return found.reason
        return SourceImage(found.found, str(Path(self._context.options.content, path)))

    def watched(self) -> tuple[tuple[str, BundleStamp | None], ...]:
        """Return local pictures with the stamps that they had before they were read, by path."""
        looked = sorted(self._looked.items())
        return tuple([(path, None if isinstance(each, str) else each.stamp) for path, each in looked])

    def local(self) -> dict[str, LocalImage]:
        """Return what the next build may trust of local pictures."""
        return {path: each for path, each in self._looked.items() if not isinstance(each, str)}
