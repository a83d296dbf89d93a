"""Which pictures a site can show: what the fetch stage found out."""

from msgspec import Struct


class Image(Struct, frozen=True, gc=False):
    """One usable picture. ``path`` is its place under the output (local pictures), empty for a remote one,
    whose address is then ``url``. ``digest`` is that of the file's bytes. ``blob`` is the place of one that was fetched
    in the folder of blobs. Sizes in pixels, ``None`` if unknown."""

    url: str = ""
    path: str = ""
    digest: bytes = b""
    width: int | None = None
    height: int | None = None
    media_type: str = ""
    length: int = 0
    blob: str = ""


class ImageSet(Struct, frozen=True):
    """Pictures by the address their records give (:attr:`Picture.url`). What is missing cannot be shown."""

    images: dict[str, Image]

    def get(self, url: str) -> Image | None:
        """Return the picture at an address, or ``None`` where there is nothing to show."""
        return self.images.get(url)
