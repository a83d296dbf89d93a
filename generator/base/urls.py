"""URLs: clean ones, canonical ones, and their domains.

Pure text: nothing is fetched, and callers resolve relative URLs. Sources: RFC 3986 (syntax, section 6 for
equivalence), and the WHATWG URL standard for how browsers read invalid URLs (they drop tabs and line ends, and read
``\\`` as ``/``).
"""

import re

from generator.base.host_names import to_ascii_host

MAX_URL_LENGTH = 4096
"""The most characters in a URL. Longer ones contain data."""

# Parameters that advertisers, mail senders and web analytics add to track readers. None of them affects the content
# of a page. Names that some sites also use for content (ref, cid, id, source, s) are not listed: merging two different
# articles is worse than missing a duplicate.
_CLICKS = "fbclid gclid gclsrc dclid gbraid wbraid msclkid twclid ttclid yclid li_fat_id igshid igsh"
_MAILINGS = (
    "mc_cid mc_eid mkt_tok elq_mid elq_cid _hsenc _hsmi vero_id oly_enc_id oly_anon_id ck_subscriber_id"
)
_CAMPAIGNS = "_ga _gl ocid wt.mc_id ncid cmpid ref_src"
TRACKING_PARAMETERS = frozenset(f"{_CLICKS} {_MAILINGS} {_CAMPAIGNS}".split())
TRACKING_PREFIXES = ("utm_", "at_")
_FEED_MARKS = ("rss", "source", "ref")  # content, unless the value says that a feed was read

_PATH = r"[A-Za-z0-9\-._~!$&()*+,;=:@/?#\[\]]*"
_ALREADY_CLEAN = re.compile(
    rf"https?://[a-z0-9-]{{1,63}}(?:\.[a-z0-9-]{{1,63}})+(?:/{_PATH}(?:%[0-9A-Fa-f]{{2}}{_PATH})*)?\Z",
    re.ASCII,
)
_PARTS = re.compile(r"(https?)://([^/?#]*)(.*)\Z", re.ASCII | re.IGNORECASE | re.DOTALL)
_MAIL = re.compile(r"mailto:([A-Za-z0-9.!$&*+/=?^_|~-]+)@([^@?\s]+)(?:\?.*)?\Z", re.ASCII | re.IGNORECASE)
_AUTHORITY = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*)|//([^/?#]*)", re.ASCII)
_HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}\.?", re.ASCII)
_PORT = re.compile(r"0*([1-9][0-9]{0,4})?", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_UNSAFE = re.compile(r"""["'<>\\^`{|}]|[^\x21-\x7e]|%(?![0-9A-Fa-f]{2})""", re.ASCII)
_INVISIBLE = (
    "\u200b\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"  # left around a URL by copy and paste
)
_ALREADY_CANONICAL = re.compile(r"https?://[a-z0-9.-]+/[^?#\s]*\Z", re.ASCII)
_DEFAULT_PORT = {"http": "80", "https": "443"}


def clean_url(url: str, mail: bool = False) -> str | None:
    """Return an absolute URL that is safe in ``href``, or ``None`` if it is rejected.

    Accepted: http and https (with ``mail`` also a plain ``mailto:``), ``//host`` as https, international host names
    (as punycode). Surrounding space and control characters are removed; spaces, quotes, angle brackets, a stray ``%``
    and characters beyond ASCII are percent-encoded; ``&`` stays. Rejected: every other scheme, a user name or
    password, an invalid host or port, more than 4096 characters.

    >>> clean_url("HTTPS://münchen.example/a b")
    'https://xn--mnchen-3ya.example/a%20b'
    """
    if len(url) <= MAX_URL_LENGTH and _ALREADY_CLEAN.match(url):
        return url
    return _repair(_CONTROL.sub("", url[: MAX_URL_LENGTH * 2]).strip().strip(_INVISIBLE).strip(), mail)


def _repair(text: str, mail: bool) -> str | None:
    if text.startswith("//"):
        text = f"https:{text}"
    parts = _PARTS.match(text)
    if parts is None:
        return _clean_mailto(text) if mail else None
    authority = _clean_authority(parts[2])
    if authority is None:
        return None
    address = f"{parts[1].lower()}://{authority}{_UNSAFE.sub(_percent_encode, parts[3])}"
    return address if len(address) <= MAX_URL_LENGTH else None


def _clean_authority(authority: str) -> str | None:
    host, colon, port = authority.partition(":")
    name = ascii_host(host)
    if not colon:
        return name
    number = _PORT.fullmatch(port)
    if name is None or number is None or int(number[1] or 0) > 65535 or (port and not number[1]):
        return None
    return f"{name}:{number[1]}" if number[1] else name


def _clean_mailto(text: str) -> str | None:
    found = _MAIL.match(text)
    host = ascii_host(found[2]) if found else None
    return f"mailto:{found[1]}@{host}" if found and host else None


def _percent_encode(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode(errors="replace"))


def ascii_host(text: str) -> str | None:
    """Return a host name in lower-case ASCII, or ``None`` if it is invalid. Names beyond ASCII become punycode."""
    if not text.isascii():
        text = to_ascii_host(text) or ""
    text = text.lower()
    return text if len(text) <= 253 and _HOST.fullmatch(text) else None


def canonical_url(url: str) -> str:
    """Return the form that equivalent URLs have in common.

    Scheme and host are in lower case. The default port, the fragment and tracking parameters are removed; other
    parameters keep their order. A fragment that names a page (``#/post``, ``#!post``) stays. An empty path becomes
    ``/``. Accepts any text. A canonical URL is returned unchanged.

    >>> canonical_url("https://A.example?utm_source=x&id=1#top")
    'https://a.example/?id=1'
    """
    if _ALREADY_CANONICAL.match(url):
        return url
    url, _, fragment = url.partition("#")
    url, route = url.strip(), _clean_route(fragment)
    parts = _PARTS.match(url)
    if parts is None:
        return url + route
    scheme, authority, (path, _, query) = parts[1].lower(), parts[2].lower(), parts[3].partition("?")
    host, _, port = authority.partition(":")
    if port in ("", _DEFAULT_PORT[scheme]):
        authority = host
    return f"{scheme}://{authority}{path or '/'}{_clean_query(query)}".rstrip() + route


def anchored_url(url: str) -> str:
    """Return the canonical form of a URL with its fragment, whatever it names.

    >>> anchored_url("https://A.example/changelog?utm_source=x#v4")
    'https://a.example/changelog#v4'
    """
    base, fragment = canonical_url(url), url.partition("#")[2].strip()
    return f"{base}#{fragment}" if fragment and "#" not in base else base


def _clean_query(query: str) -> str:
    """Return a query with its question mark, without tracking parameters."""
    kept = "&".join(part for part in query.split("&") if part and not _is_tracking(part))
    return f"?{kept}" if kept else ""


def _clean_route(fragment: str) -> str:
    """Return a fragment by which a script chooses the page, with its hash; "" for one that names a part of a page.

    Sites of one file have one URL for all their articles but for this. ``#/`` alone is the page without it.
    """
    if not fragment.startswith(("/", "!")):
        return ""
    route, _, query = fragment.partition(":~:")[0].strip().partition("?")
    return f"#{route}{_clean_query(query)}" if route.strip("!/") or _clean_query(query) else ""


def _is_tracking(parameter: str) -> bool:
    name, _, value = parameter.lower().partition("=")
    if name in TRACKING_PARAMETERS or name.startswith(TRACKING_PREFIXES):
        return True
    return name in _FEED_MARKS and (value in ("rss", "feed") or value.startswith("rss_"))


def domain_of_url(url: str) -> str:
    """Return the host in lower case without ``www.``, user and port, or "" if there is none.

    >>> domain_of_url("https://www.example.org/a")
    'example.org'
    """
    found = _AUTHORITY.match(url.strip())
    if found is None:
        return ""
    host = (found[1] or found[2] or "").rpartition("@")[2].partition(":")[0]
    return host.lower().rstrip(".").removeprefix("www.")


_PLACEHOLDERS = re.compile(
    r"(?:.+\.)?(?:localhost|invalid|test|example\.(?:com|net|org))|127\.[0-9.]+|0\.0\.0\.0|\[::1?\]"
)
"""Hosts of this machine, and names reserved for tests and examples (RFC 2606). ``.example`` is for demos."""


def is_placeholder(base_url: str) -> bool:
    """Return whether readers cannot reach a base URL: it is of this machine, or a reserved name.

    >>> is_placeholder("http://localhost:8000/"), is_placeholder("https://radar.example/")
    (True, False)
    """
    authority = _AUTHORITY.match(base_url)
    host = re.sub(r":[0-9]*\Z", "", (authority[1] or authority[2] or "").lower()) if authority else ""
    return _PLACEHOLDERS.fullmatch(host.rstrip(".")) is not None
