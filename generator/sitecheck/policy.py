"""What the content security policy of a page blocks on this page (CSP Level 3).

Only what a page names itself is known here: what its scripts load later is not.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from lxml import etree

_REQUESTS = {
    "script": [("src", "script-src")],
    "link": [("href", "style-src")],
    "img": [("src", "img-src")],
    "video": [("src", "media-src"), ("poster", "img-src")],
    "audio": [("src", "media-src")],
    "source": [("src", "media-src")],
    "track": [("src", "media-src")],
    "iframe": [("src", "frame-src")],
    "form": [("action", "form-action")],
    "button": [("formaction", "form-action")],
    "input": [("formaction", "form-action"), ("src", "img-src")],
}
"""The attributes that make a page request a URL, and the directive that rules them, by element."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")

Policy = Mapping[str, tuple[str, ...]]
"""The sources of each directive."""


def blocked_urls(root: etree._Element, canonical: str) -> Iterator[tuple[str, str]]:
    """Yield ``(directive, URL)`` of everything that a page names and its policy blocks.

    ``canonical`` is the URL of the page, from which ``'self'`` follows.
    """
    text = _policy_text(root)
    if not text:
        return
    policy, own = _parse_policy(text), _origin(canonical)
    for element in root.iter(*_REQUESTS):
        if element.tag == "link" and "stylesheet" not in element.get("rel", "").lower().split():
            continue
        for attribute, directive in _REQUESTS[str(element.tag)]:
            sources = policy.get(directive, policy.get("default-src") if directive != "form-action" else None)
            url = element.get(attribute)
            if sources is not None and url is not None and not _is_allowed(url.strip(), sources, own):
                yield directive, url


def _policy_text(root: etree._Element) -> str:
    for meta in root.iter("meta"):
        if meta.get("http-equiv", "").lower() == "content-security-policy":
            return meta.get("content", "")
    return ""


@lru_cache(maxsize=64)
def _parse_policy(text: str) -> Policy:
    parts = [part.split() for part in text.split(";")]
    return {words[0].lower(): tuple(words[1:]) for words in parts if words}


def _origin(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}".lower() if parts.netloc else ""


@lru_cache(maxsize=4096)
def _is_allowed(url: str, sources: tuple[str, ...], own: str) -> bool:
    if url.startswith("//"):
        url = f"https:{url}"
    if not _SCHEME.match(url) or (own and _origin(url) == own):
        return "'self'" in sources
    return any(_matches(url, source) for source in sources)


def _matches(url: str, source: str) -> bool:
    """Return whether a source of a policy allows an absolute URL: a scheme, or a host with an optional path."""
    if source.endswith(":"):
        return url.lower().startswith(source.lower())
    wanted, given = source.lower(), _origin(url)
    if "://" not in wanted:
        return False
    scheme, _, rest = wanted.partition("://")
    host, slash, path = rest.partition("/")
    if host.startswith("*."):
        is_host = given.startswith(f"{scheme}://") and given.endswith(host[1:])
    else:
        is_host = given == f"{scheme}://{host}"
    asked = urlsplit(url).path if is_host else ""
    allowed = f"{slash}{source.partition('://')[2].partition('/')[2]}" if path else ""
    return is_host and (asked.startswith(allowed) if allowed.endswith("/") else allowed in ("", asked))
