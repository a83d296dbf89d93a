"""What the content security policy of a page blocks on this page (CSP Level 3).

Only what a page names itself is known here: what its scripts load later is not.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

REQUESTS = {
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

_PLAIN_ORIGIN = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*+://[A-Za-z0-9.:-]++)(?:[/?#]|\Z)")
"""The origin of nearly all URLs, found without a parser."""

Element = tuple[str, Mapping[str, str]]
"""The tag and the attributes of an element."""

Rules = Mapping[str, Sequence[tuple[str, str, tuple[str, ...]]]]
"""What a policy restricts: the attribute, its directive and the allowed sources, by element."""


def blocked_urls(policy: str, elements: Iterable[Element], canonical: str) -> Iterator[tuple[str, str]]:
    """Yield ``(directive, URL)`` of everything that a page names and its policy blocks.

    ``elements`` are the tags and attributes of those of :data:`REQUESTS`. ``canonical`` is the URL of the page, from
    which ``'self'`` follows.
    """
    rules, own = _rules_of(policy), _origin(canonical)
    for tag, attributes in elements if rules else ():
        if tag == "link" and "stylesheet" not in attributes.get("rel", "").lower().split():
            continue
        for attribute, directive, sources in rules.get(tag, ()):
            url = attributes.get(attribute)
            if url is not None and not _is_allowed(url.strip(), sources, own):
                yield directive, url


@lru_cache(maxsize=64)
def _rules_of(text: str) -> Rules:
    """Return what a policy restricts. Forms have no default."""
    parts = [part.split() for part in text.split(";")]
    policy = {words[0].lower(): tuple(words[1:]) for words in parts if words}
    default = policy.get("default-src")
    rules = {
        element: [
            (attribute, directive, sources)
            for attribute, directive in requests
            if (sources := policy.get(directive, default if directive != "form-action" else None)) is not None
        ]
        for element, requests in REQUESTS.items()
    }
    return {element: found for element, found in rules.items() if found}


def _origin(url: str) -> str:
    if plain := _PLAIN_ORIGIN.match(url):
        return plain[1].lower()
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
