"""Results of fetching remote images."""

from collections import Counter
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

FetchState = Literal["fetched", "kept", "not modified", "refused", "failed", "later"]
"""The result for one image in one build.

``fetched``: downloaded now. ``kept``: taken from the cache without a request, or because the host sent no newer one.
``not modified``: the host confirmed the cached image. ``refused``: not accepted. ``failed``: the host did not deliver
it. ``later``: not attempted in this build. The last three keep using an older copy if there is one.
"""

EXTENSIONS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "image/avif": ".avif",
}
"""Accepted media types and their file name extensions."""


class Blob(Struct, frozen=True, gc=False, array_like=True):
    """An image file as fetched, never decoded. All values come from its bytes and header.

    ``digest`` and ``length`` are those of the bytes, ``width`` and ``height`` are in pixels.
    """

    digest: bytes
    media_type: str
    length: int
    width: int
    height: int

    @property
    def name(self) -> str:
        """Path of the file in the blob folder, with forward slashes."""
        text = self.digest.hex()
        return f"{text[:2]}/{text[2:]}{EXTENSIONS[self.media_type]}"


class FetchOutcome(Struct, frozen=True, gc=False):
    """The result for one URL. ``reason`` is for people, "" if there is nothing to explain."""

    url: str
    state: FetchState = field(name="verdict")
    reason: str = ""


class ImageCounts(Struct, frozen=True):
    """Number of URLs by result."""

    fetched: int = 0
    kept: int = 0
    not_modified: int = 0
    refused: int = 0
    failed: int = 0
    later: int = 0


class CacheFreshness(Struct, frozen=True, gc=False):
    """How long a build's image results stay valid: until the index no longer has this ``stamp`` (``None``: no index),
    or until ``due``, in seconds since 1970 (``None``: forever).
    """

    due: int | None
    stamp: tuple[int, int, int] | None


class ImageReport(Struct, frozen=True):
    """The image part of a build report. ``made`` counts images with generated variants, including local ones.

    The other fields are those of :class:`FetchedImages`.
    """

    counts: ImageCounts = ImageCounts()
    outcomes: tuple[FetchOutcome, ...] = ()
    note: str = ""
    made: int = 0

    def settled(self) -> "ImageReport":
        """Return the report of a following build in which nothing changed."""
        counts = self.counts
        kept = counts.fetched + counts.kept + counts.not_modified
        remaining = tuple(each for each in self.outcomes if each.state not in ("fetched", "not modified"))
        return ImageReport(replace(counts, fetched=0, kept=kept, not_modified=0), remaining, self.note)


class FetchedImages(Struct, frozen=True):
    """The remote images of a build: a blob, or the reason why there is none, by URL.

    ``folder`` is the blob folder. ``outcomes`` are results to report: all except images simply taken from the cache.
    ``note`` is a message about the whole stage, "" for none.
    """

    images: dict[str, Blob | str] = {}
    counts: ImageCounts = ImageCounts()
    outcomes: tuple[FetchOutcome, ...] = ()
    note: str = ""
    folder: str = ""
    freshness: CacheFreshness | None = None

    def file(self, blob: Blob) -> str:
        """Return the path of a blob's file."""
        return f"{self.folder}/{blob.name}"

    def report(self, useless: Mapping[str, str], made: int) -> ImageReport:
        """Return the report. ``useless`` are images that could not be decoded after fetching, with the reasons."""
        by_url = {each.url: each for each in self.outcomes}
        counts = Counter(by_url[url].state if url in by_url else "kept" for url in useless)
        by_url |= {url: FetchOutcome(url, "refused", reason) for url, reason in useless.items()}
        final = replace(
            self.counts,
            fetched=self.counts.fetched - counts["fetched"],
            kept=self.counts.kept - counts["kept"],
            not_modified=self.counts.not_modified - counts["not modified"],
            refused=self.counts.refused + counts["fetched"] + counts["kept"] + counts["not modified"],
        )
        return ImageReport(final, tuple(by_url.values()), self.note, made)
