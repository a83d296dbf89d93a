"""Media types by file suffix, as production hosts send them. The tables of the system are not used: they differ."""

from generator.model.feed_formats import FEED_FORMATS

UNKNOWN = "application/octet-stream"

_TEXTS = {
    "html": "text/html",
    "htm": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "txt": "text/plain",
    "md": "text/markdown",
    "csv": "text/csv",
    "ics": "text/calendar",
    "vtt": "text/vtt",
    "xml": "application/xml",
    **{each.ending: each.media_type for each in FEED_FORMATS.values() if each.owns_ending},
    "xsl": "application/xslt+xml",
    "opml": "text/x-opml",
    "json": "application/json",
    "map": "application/json",
    "webmanifest": "application/manifest+json",
    "svg": "image/svg+xml",
}
"""Text types. They are sent with a charset, since all our files are UTF-8."""

_BINARIES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/vnd.microsoft.icon",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "wasm": "application/wasm",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "gz": "application/gzip",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "mp4": "video/mp4",
    "webm": "video/webm",
}


def media_type(name: str) -> str:
    """Return the ``Content-Type`` of a file."""
    suffix = name.rpartition(".")[2].lower()
    if suffix in _TEXTS:
        return f"{_TEXTS[suffix]}; charset=utf-8"
    return _BINARIES.get(suffix, UNKNOWN)


def is_page(name: str) -> bool:
    """Return whether a file is an HTML page."""
    return name.lower().endswith((".html", ".htm"))
