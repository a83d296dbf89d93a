"""Media types by the ending of a name, as production hosts send them. The machine's own tables are not asked: they
differ."""

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
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "xsl": "application/xslt+xml",
    "opml": "text/x-opml",
    "json": "application/json",
    "map": "application/json",
    "webmanifest": "application/manifest+json",
    "svg": "image/svg+xml",
}
"""Sent with their charset: we write nothing but UTF-8."""

_BYTES = {
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
    ending = name.rpartition(".")[2].lower()
    if ending in _TEXTS:
        return f"{_TEXTS[ending]}; charset=utf-8"
    return _BYTES.get(ending, UNKNOWN)


def is_page(name: str) -> bool:
    """Tell whether a file is an HTML page."""
    return name.lower().endswith((".html", ".htm"))
