"""What became of the pictures that a site wants from elsewhere on the web."""

from collections import Counter
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

FetchState = Literal["fetched", "kept", "not modified", "refused", "failed", "later"]
"""What became of a picture in one build.

``fetched``: it came now. ``kept``: it was here, and nobody was asked, or whoever was asked had no better one. ``not
modified``: its host said that ours is still the newest. ``refused``: we do not take it. ``failed``: its host did not
give it. ``later``: this build did not come to it. The last three leave an older copy where there is one.
"""

ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "image/avif": ".avif",
}
"""The media types of pictures that are taken, each with the ending of its file."""


class Blob(Struct, frozen=True, gc=False, array_like=True):
    """A picture as it came, never decoded: what its first bytes say of it. ``digest`` is that of its bytes, ``length``
    their number, ``width`` and ``height`` are in pixels."""

    digest: bytes
    media_type: str
    length: int
    width: int
    height: int

    @property
    def name(self) -> str:
        """The path of its file in the folder of blobs, with forward slashes."""
        text = self.digest.hex()
        return f"{text[:2]}/{text[2:]}{ENDINGS[self.media_type]}"


class FetchOutcome(Struct, frozen=True, gc=False):
    """What became of one address, and why: ``reason`` is for people, "" where there is nothing to say."""

    url: str
    state: FetchState = field(name="verdict")
    reason: str = ""


class ImageCounts(Struct, frozen=True):
    """How many addresses ended in which state."""

    fetched: int = 0
    kept: int = 0
    not_modified: int = 0
    refused: int = 0
    failed: int = 0
    later: int = 0


class CacheFreshness(Struct, frozen=True, gc=False):
    """How long what was found out about pictures holds: as long as the index has this ``stamp`` (``None``: there is
    none), and until the next picture is ``due``, in seconds since 1970 (``None``: never)."""

    due: int | None
    stamp: tuple[int, int, int] | None


class ImageReport(Struct, frozen=True):
    """What a build tells of pictures elsewhere, as :class:`FetchedImages` has it, and how many were ``made``,
    those of the content folder included."""

    counts: ImageCounts = ImageCounts()
    outcomes: tuple[FetchOutcome, ...] = ()
    note: str = ""
    made: int = 0

    def settled(self) -> "ImageReport":
        """Return what a build tells that found everything as this one left it."""
        counts = self.counts
        kept = counts.fetched + counts.kept + counts.not_modified
        done = tuple(each for each in self.outcomes if each.state not in ("fetched", "not modified"))
        return ImageReport(replace(counts, fetched=0, kept=kept, not_modified=0), done, self.note)


class FetchedImages(Struct, frozen=True):
    """The pictures of a build by address: a blob, or in words why there is none.

    ``folder`` is the folder of blobs. ``outcomes`` are those worth telling: all but the pictures that were simply kept.
    ``note`` is what there is to say of the stage as a whole, "" for nothing.
    """

    pictures: dict[str, Blob | str] = {}
    counts: ImageCounts = ImageCounts()
    outcomes: tuple[FetchOutcome, ...] = ()
    note: str = ""
    folder: str = ""
    freshness: CacheFreshness | None = None

    def file(self, blob: Blob) -> str:
        """Return the path of a blob's file."""
        return f"{self.folder}/{blob.name}"

    def report(self, useless: Mapping[str, str], made: int) -> ImageReport:
        """Return what to tell, where some pictures turned out ``useless`` after they had come, each with the reason."""
        told = {each.url: each for each in self.outcomes}
        counts = Counter(told[url].state if url in told else "kept" for url in useless)
        told |= {url: FetchOutcome(url, "refused", reason) for url, reason in useless.items()}
        after = replace(
            self.counts,
            fetched=self.counts.fetched - counts["fetched"],
            kept=self.counts.kept - counts["kept"],
            not_modified=self.counts.not_modified - counts["not modified"],
            refused=self.counts.refused + counts["fetched"] + counts["kept"] + counts["not modified"],
        )
        return ImageReport(after, tuple(told.values()), self.note, made)
