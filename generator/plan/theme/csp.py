"""What a page may load and run: the content security policy in its head.

Scripts and styles are files of the site; the one style that a page holds itself, the site's own colours, is named by
its digest. A frame is only on the page of a video, and only its host's.
"""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from urllib.parse import urlsplit


@cache
def content_security_policy(
    style: str = "", player: str = "", elsewhere: bool = False, search: bool = False, manifest: bool = False
) -> str:
    """Return a policy. ``style`` is the text of a page's style element, ``player`` the address that a frame may load;
    ``elsewhere`` tells that pictures lie on other hosts, ``search`` that the page searches, which takes WebAssembly;
    ``manifest`` that there is a web manifest."""
    rules = {
        "default-src": "'none'",
        "script-src": "'self' 'wasm-unsafe-eval'" if search else "'self'",
        "style-src": f"'self' '{_digest(style)}'" if style else "'self'",
        "img-src": "'self' https: http:" if elsewhere else "'self'",
        "connect-src": "'self'",
        "frame-src": _origin(player),
        "manifest-src": "'self'" if manifest else "",
        "form-action": "'self'",
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items() if value)


def _digest(style: str) -> str:
    return f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}"


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if address else ""
