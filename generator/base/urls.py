"""Addresses on the web: which are safe to print, which are the same, whose they are.

Pure text: nothing is looked up, and relative addresses are resolved by whoever knows their base.
Sources: RFC 3986 (syntax, section 6 for what counts as the same), the WHATWG URL standard for what
browsers make of faulty ones (they drop tabs and line ends, and read ``\\`` as ``/``).
"""

import re
from unicodedata import category, normalize

LONGEST = 4096
"""Characters in an address; longer ones are data, not places."""

# What advertisers, mail senders and publishers' statistics add to follow a reader. None of them chooses what
# a page shows. Names that some sites use for content too (ref, cid, id, source, s) are not here: to merge two
# articles is worse than to miss a twin.
_CLICKS = "fbclid gclid gclsrc dclid gbraid wbraid msclkid twclid ttclid yclid li_fat_id igshid igsh"
_MAILINGS = (
    "mc_cid mc_eid mkt_tok elq_mid elq_cid _hsenc _hsmi vero_id oly_enc_id oly_anon_id ck_subscriber_id"
)
_CAMPAIGNS = "_ga _gl ocid wt.mc_id ncid cmpid at_medium at_campaign ref_src"
TRACKING = frozenset(f"{_CLICKS} {_MAILINGS} {_CAMPAIGNS}".split())
TRACKING_PREFIX = "utm_"

_REST = r"[A-Za-z0-9\-._~!$&()*+,;=:@/?#\[\]]*"
_ORDINARY = re.compile(
    rf"https?://[a-z0-9-]{{1,63}}(?:\.[a-z0-9-]{{1,63}})+(?:/{_REST}(?:%[0-9A-Fa-f]{{2}}{_REST})*)?\Z",
    re.ASCII,
)
_PARTS = re.compile(r"(https?)://([^/?#]*)(.*)\Z", re.ASCII | re.IGNORECASE | re.DOTALL)
_MAIL = re.compile(r"mailto:([A-Za-z0-9.!$&*+/=?^_|~-]+)@([^@?\s]+)(?:\?.*)?\Z", re.ASCII | re.IGNORECASE)
_AUTHORITY = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*)|//([^/?#]*)", re.ASCII)
_HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}\.?", re.ASCII)
_PORT = re.compile(r"0*([1-9][0-9]{0,4})?", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_UNSAFE = re.compile(r"""["'<>\\^`{|}]|[^\x21-\x7e]|%(?![0-9A-Fa-f]{2})""", re.ASCII)
_EDGES = (
    "\u200b\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"  # what copying leaves around an address
)
_IDENTICAL = re.compile(r"https?://[a-z0-9.-]+/[^?#\s]*\Z", re.ASCII)
_DEFAULT_PORT = {"http": "80", "https": "443"}


def clean_url(url: str, mail: bool = False) -> str | None:
    """Make an absolute address that is safe to print in ``href``, or return ``None`` to refuse it.

    Taken: http and https (with ``mail`` also a plain ``mailto:``), ``//host`` as https, international
    host names (as punycode). Space around and control characters within go; spaces, quotes, angle brackets,
    a stray ``%`` and all beyond ASCII are percent-encoded; ``&`` stays. Refused: every other scheme, a
    name or password before the host, a faulty host or port, more than 4096 characters.
    """
    if len(url) <= LONGEST and _ORDINARY.match(url):
        return url
    return _mended(_CONTROL.sub("", url[: LONGEST * 2]).strip().strip(_EDGES).strip(), mail)


def _mended(text: str, mail: bool) -> str | None:
    if text.startswith("//"):
        text = f"https:{text}"
    parts = _PARTS.match(text)
    if parts is None:
        return _mail(text) if mail else None
    authority = _clean_authority(parts[2])
    if authority is None:
        return None
    address = f"{parts[1].lower()}://{authority}{_UNSAFE.sub(_percent, parts[3])}"
    return address if len(address) <= LONGEST else None


def _clean_authority(authority: str) -> str | None:
    host, colon, port = authority.partition(":")
    name = ascii_host(host)
    if not colon:
        return name
    number = _PORT.fullmatch(port)
    if name is None or number is None or int(number[1] or 0) > 65535 or (port and not number[1]):
        return None
    return f"{name}:{number[1]}" if number[1] else name


def _mail(text: str) -> str | None:
    found = _MAIL.match(text)
    host = ascii_host(found[2]) if found else None
    return f"mailto:{found[1]}@{host}" if found and host else None


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode(errors="replace"))


def ascii_host(text: str) -> str | None:
    """Return a host in lower case ASCII, or ``None`` where it is none.

    A name beyond ASCII becomes punycode (UTS 46 without the transitional mappings, as browsers do).
    """
    if not text.isascii():
        labels = normalize("NFKC", text.lower()).lower().replace("\u3002", ".").split(".")
        text = ".".join(_ascii_label(label) for label in labels)
    text = text.lower()
    return text if len(text) <= 253 and _HOST.fullmatch(text) else None


def _ascii_label(label: str) -> str:
    if label.isascii():
        return label
    if len(label) > 63 or not all(char == "-" or category(char)[0] in "LMN" for char in label):
        return "*"  # no host may hold it: the whole name is refused
    return "xn--" + label.encode("punycode").decode("ascii")


def canonical_url(url: str) -> str:
    """Return what two addresses of one place share: the identity of an address.

    Scheme and host in lower case, no default port, no fragment, an empty path as ``/``, and no
    parameter that only tracks readers; all other parameters stay, in their order. Takes any text,
    and gives an address that is canonical already back.
    """
    if _IDENTICAL.match(url):
        return url
    url = url.partition("#")[0].strip()
    parts = _PARTS.match(url)
    if parts is None:
        return url
    scheme, authority, (path, _, query) = parts[1].lower(), parts[2].lower(), parts[3].partition("?")
    host, _, port = authority.partition(":")
    if port in ("", _DEFAULT_PORT[scheme]):
        authority = host
    kept = "&".join(part for part in query.split("&") if part and not _tracks(part))
    return f"{scheme}://{authority}{path or '/'}{'?' if kept else ''}{kept}".rstrip()


def _tracks(parameter: str) -> bool:
    name = parameter.partition("=")[0].lower()
    return name in TRACKING or name.startswith(TRACKING_PREFIX)


def domain_of_url(url: str) -> str:
    """Return whose an address is: its host in lower case without ``www.``, user or port; "" for none."""
    found = _AUTHORITY.match(url.strip())
    if found is None:
        return ""
    host = (found[1] or found[2] or "").rpartition("@")[2].partition(":")[0]
    return host.lower().rstrip(".").removeprefix("www.")
