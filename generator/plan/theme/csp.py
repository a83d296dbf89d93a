"""Content security policy of a page: the scripts, styles, images and frames that it may load.

Scripts and styles are files of the site. The only inline style sets the site's colours, and is allowed by its
digest. Only a video page may have a frame, and only from the host of the video.
"""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from urllib.parse import urlsplit

from generator.model.settings import SecuritySettings

NO_OTHERS = SecuritySettings()
_OWNERS = ("script-src", "style-src", "font-src", "frame-src", "form-action", "connect-src")
"""Directives to which the owner may add sites."""


@cache
def content_security_policy(
    style: str = "",
    player: str = "",
    external_images: bool = False,
    search: bool = False,
    manifest: bool = False,
    fonts: bool = False,
    others: SecuritySettings = NO_OTHERS,
) -> str:
    """Return the policy of a page.

    ``style`` is the text of the page's style element, ``player`` the URL of a video player. ``external_images``
    allows images from other hosts, ``search`` allows WebAssembly, ``manifest`` the web manifest,
    ``fonts`` fonts of the site. ``others`` has the other sites that the owner allows.
    """
    rules = {
        "default-src": "'none'",
        "script-src": "'self' 'wasm-unsafe-eval'" if search else "'self'",
        "style-src": f"'self' '{_digest(style)}'" if style else "'self'",
        "img-src": "'self' https: http:" if external_images else "'self'",
        "connect-src": "'self'",
        "frame-src": _origin(player),
        "manifest-src": "'self'" if manifest else "",
        "form-action": "'self'",
        "base-uri": "'none'",
    }
    rules["font-src"] = "'self'" if fonts or others.font_src else ""
    for name in _OWNERS:
        rules[name] = " ".join([*filter(None, [rules[name]]), *getattr(others, name.replace("-", "_"))])
    return "; ".join(f"{name} {value}" for name, value in rules.items() if value)


def _digest(style: str) -> str:
    return f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}"


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if url else ""
