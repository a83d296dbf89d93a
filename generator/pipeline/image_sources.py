"""Finds the source images of a build: in the content folder, or fetched from other hosts. Each is inspected up once."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from generator import __version__
from generator.base.progress import Progress
from generator.base.user_agent import build_user_agent
from generator.images.blobs import is_intact
from generator.images.fetcher import FetchOptions, ImageFetcher
from generator.images.local import inspect_local_images
from generator.images.permissions import is_host_allowed
from generator.images.variant_store import BundleStamp, LocalImage, VariantIndex
from generator.model.fetched_images import Blob, FetchedImages
from generator.model.images import Image
from generator.model.item import ItemImage
from generator.pipeline.context import BuildContext

if TYPE_CHECKING:
    from generator.images.shared_cache import SharedCache


class SourceImage(msgspec.Struct, frozen=True):
    """An unmodified image: its properties, and the file that holds it."""

    blob: Blob
    file: str


class ImageSources:
    """The source images of one build. ``fetched`` holds all remote images so far."""

    def __init__(
        self,
        context: BuildContext,
        known: VariantIndex,
        progress: Progress,
        shared: "SharedCache | None" = None,
    ) -> None:
        """``known`` has local images as the last build saw them, trusted while their stamps are the same. ``shared``
        is the second level of the cache."""
        self.fetched = FetchedImages()
        self._context = context
        self._known = known
        self._shared = shared
        self._fetcher = ImageFetcher(self._options, progress)
        self._inspected: dict[str, LocalImage | str] = {}

    def ask(self, pictures: Iterable[ItemImage]) -> None:
        """Inspect local images and fetch remote ones, except those already asked for."""
        paths: dict[str, None] = {}
        urls: dict[str, None] = {}
        for each in pictures:
            (paths if each.local else urls)[each.url] = None
        settings = self._context.settings
        self._inspected |= inspect_local_images(
            self._context.content, [path for path in paths if path not in self._inspected], self._known
        )
        urls = {url: None for url in urls if url not in self.fetched.images}
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
            shared=self._shared,
        )

    def refetch_missing(self, digests: Collection[bytes]) -> frozenset[bytes]:
        """Check the cached copies of remote images that could not be processed. Forget those that are missing or
        damaged, and fetch them again. Returns their digests."""
        pictures = self.fetched.images.values()
        suspects = {
            each.digest: each for each in pictures if isinstance(each, Blob) and each.digest in digests
        }
        folder = self._options.folder
        lost = frozenset(digest for digest, blob in suspects.items() if not is_intact(folder, blob))
        if lost and not self._context.options.dry_run:
            self._fetcher.refetch(lost)
            self.fetched = self._fetcher.fetched()
        return lost

    def of(self, picture: ItemImage) -> SourceImage | Image | str:
        """Return an image that was asked for: the cached original, the remote one (``mode = "remote"``), or the
        reason there is none."""
        if picture.local:
            return self._of_path(picture.url)
        settings = self._context.settings.images
        if settings.mode == "cache":
            found = self.fetched.images.get(picture.url, "it was not fetched")
            return found if isinstance(found, str) else SourceImage(found, self.fetched.file(found))
        if settings.mode == "remote" and is_host_allowed(picture.url, settings):
            return Image(url=picture.url, width=picture.width, height=picture.height)
        return "the settings say not to show it"

    def _of_path(self, path: str) -> SourceImage | str:
        found = self._inspected[path]
        if isinstance(found, str):
            return found
        if found.found is None:
            return found.reason
        return SourceImage(found.found, str(Path(self._context.options.content, found.place)))

    def watched(self) -> tuple[tuple[str, BundleStamp | None], ...]:
        """Return local images with the stamps they had before they were read, sorted by place. Places where an
        image was sought in vain have none."""
        stamps: dict[str, BundleStamp | None] = {}
        for path, each in self._inspected.items():
            found = None if isinstance(each, str) else each
            for place in self._context.content.places(path):
                stamps[place] = found.stamp if found and found.place == place else None
                if stamps[place]:
                    break
        return tuple(sorted(stamps.items()))

    def local(self) -> dict[str, LocalImage]:
        """Return the local images that the next build may trust, by place."""
        return {each.place: each for each in self._inspected.values() if not isinstance(each, str)}
