"""Checks of single settings. Each returns the value in the form that the program uses.

A check raises :class:`InvalidSetting` with a description of the expected value that fits into "expected …, found 'x'".
"""

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from datetime import date
from urllib.parse import unquote, urlsplit

Check = Callable[[object], object]


class InvalidSetting(ValueError):
    """An invalid value of a setting. The text of the error describes the expected value."""


class NotTextError(InvalidSetting):
    """A value that is not a number or Boolean as expected. A quoted number is a text, so it is invalid, too."""


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
"""The syntax of BCP 47, as far as it can be checked without the registry of subtags. The syntax allows languages of up
to eight letters, but none in the registry has more than three. A longer one is mostly a name (``deutsch``)."""

_URL = re.compile(r"[A-Za-z0-9._~:/\[\]@!$&'()*+,;=%-]+")
"""The characters that a URL may contain before its query (RFC 3986)."""

_HOST = re.compile(r"(?:[a-z0-9_-]+\.)*[a-z0-9_-]+\.?|[0-9a-f:.]*:[0-9a-f:.]*")
"""Labels separated by dots, or an IPv6 address (which :func:`urlsplit` has checked)."""

_PORT = re.compile(r":[0-9]{1,5}")
"""A port with its colon."""

_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")

_COLOUR = re.compile(r"(?:#[0-9A-Fa-f]{6})?")

_IMAGE_PATH = re.compile(r"(?:[^/\\\s][^\\\x00-\x1f]*)?")
"""A relative path. It may still contain ``..``, which is checked separately."""

_STORE_URL = re.compile(r"[a-z][a-z0-9+]*://[^\s?#]+")

_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069\ufeff]")

_AMBIGUOUS_ZONES = frozenset(("localtime", "posixrules", "Factory"))
"""Names in the time zone database that depend on the machine or mean no zone."""

_SPECIFIC = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@/?-]*")

_INDEXNOW = re.compile(r"[A-Za-z0-9-]{8,128}")

_LEDGER_PATH = re.compile(
    r"(?!_data/)(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*(?<!\.md)(?<!\.markdown)(?<!\.html)(?<!\.txt)"
)

_DNS = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*"

_AUTHORITY = re.compile(rf"(?:[A-Za-z0-9._-]+@)?{_DNS},([0-9]{{4}})(?:-([0-9]{{2}})(?:-([0-9]{{2}}))?)?")
"""A tagging entity of RFC 4151: a domain or an email address, a comma, and a date, month or year."""


def text(value: object) -> str:
    """Check a text on one line."""
    if not isinstance(value, str) or _CONTROL.search(value):
        raise InvalidSetting("text on one line")
    if _BIDI.search(value):
        raise InvalidSetting("text without characters that change its direction")
    return value.strip()


def store_url(value: object) -> str:
    """Check the URL of a folder in an object store, or an empty text."""
    if not isinstance(value, str) or not (value == "" or _STORE_URL.fullmatch(text(value))):
        raise InvalidSetting("the URL of a folder, such as 's3://bucket/folder'")
    return text(value)


def title(value: object) -> str:
    """Check a text on one line that is not empty."""
    if not isinstance(value, str) or not text(value):
        raise InvalidSetting("a non-empty text on one line")
    return text(value)


def boolean(value: object) -> bool:
    """Check a Boolean."""
    if not isinstance(value, bool):
        raise NotTextError("true or false")
    return value


def one_of(*words: str) -> Check:
    """Return a check for one of ``words``."""

    def check(value: object) -> str:
        if not isinstance(value, str) or value not in words:
            raise InvalidSetting(" or ".join(f"'{word}'" for word in words))
        return value

    return check


def one_of_each(names: Collection[str], *words: str) -> Check:
    """Return a check for one of ``words``, or for a table with one for each of some of ``names``."""
    single = one_of(*words)

    def check(value: object) -> object:
        if not isinstance(value, dict):
            return single(value)
        if not all(name in names and word in words for name, word in value.items()):
            choices = " or ".join(f"'{word}'" for word in words)
            raise InvalidSetting(f"{choices} for each of {', '.join(names)}")
        return value

    return check


def list_of(*words: str, least: int = 0) -> Check:
    """Return a check for a list with at least ``least`` of ``words``.

    It returns them without duplicates, in the order of ``words``.
    """
    known = ", ".join(f"'{word}'" for word in words)

    def check(value: object) -> tuple[str, ...]:
        if not isinstance(value, (list, tuple)) or any(each not in words for each in value):
            raise InvalidSetting(f"a list of any of {known}")
        if len(value) < least:
            raise InvalidSetting(f"a list of at least {least} of {known}")
        return tuple([word for word in words if word in value])

    return check


def whole_number(least: int, most: int) -> Check:
    """Return a check for a whole number from ``least`` to ``most``, both included."""

    def check(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            raise NotTextError(f"a whole number of at least {least}")
        if value > most:
            raise InvalidSetting(f"a whole number of at most {most}")
        return value

    return check


def number(least: float, most: float) -> Check:
    """Return a check for a number from ``least`` to ``most``, both included."""

    def check(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise NotTextError(f"a number from {least} to {most}")
        return float(value)

    return check


def language(value: object) -> str:
    """Check a language tag, such as ``en``, ``en-GB`` or ``zh-Hant``."""
    if not isinstance(value, str) or not _LANGUAGE.fullmatch(value):
        raise InvalidSetting("a language tag such as 'en' or 'pt-BR'")
    return value


def locale(value: object) -> str:
    """Check a language tag or an empty text."""
    return "" if value == "" else language(value)


def colour(value: object) -> str:
    """Check a colour (``#rrggbb``, returned in lower case) or an empty text."""
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        raise InvalidSetting("a colour such as '#8c2f1b'")
    return value.lower()


def image_path(value: object) -> str:
    """Check the path of an image in the content folder, or an empty text. It may start with a slash, as in records."""
    path = value.removeprefix("/") if isinstance(value, str) else None
    if path is None or not _IMAGE_PATH.fullmatch(path) or ".." in path.split("/"):
        raise InvalidSetting("the path of an image such as 'assets/logo.png'")
    return path


def folder_path(value: object) -> str:
    """Check the relative path of a folder, or an empty text. Return it without a slash at the end."""
    path = text(value).removesuffix("/") if isinstance(value, str) else None
    if path is None or "\\" in path or any(part in ("", ".", "..") for part in path.split("/") if path):
        raise InvalidSetting("the path of a folder such as 'templates'")
    return path


def folder_beside(value: object) -> str:
    """Check the relative path of a folder that is not inside this one, or an empty text. Return it without a slash at
    the end."""
    path = text(value).removesuffix("/") if isinstance(value, str) else "/"
    names = re.sub(r"^(?:\.\./)+", "", path)
    if path and (names == path or "\\" in path or any(name in ("", ".", "..") for name in names.split("/"))):
        raise InvalidSetting("the path of a folder outside of this one, such as '../pool'")
    return path


def timezone(value: object) -> str:
    """Check the IANA name of a time zone that this Python knows."""
    if value == "UTC":
        return "UTC"
    from zoneinfo import ZoneInfo

    try:
        return (
            ZoneInfo(value).key
            if isinstance(value, str) and value not in _AMBIGUOUS_ZONES
            else _reject_zone()
        )
    except (ValueError, KeyError, OSError):  # a path trick, an unknown name, a folder of zones
        return _reject_zone()


def _reject_zone() -> str:
    raise InvalidSetting("a time zone such as 'UTC' or 'Europe/Berlin'")


def base_url(value: object) -> str:
    """Check the URL of the home page: absolute, http or https. Return it with a trailing slash."""
    expected = InvalidSetting("a URL such as 'https://example.org/feed/', without a query or fragment")
    value = _encode_international(value) if isinstance(value, str) and not value.isascii() else value
    if not isinstance(value, str) or not _URL.fullmatch(value):
        raise expected
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port  # the port is only checked when asked for
    except ValueError:
        raise expected from None
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        raise expected
    path = unquote(parts.path)
    if not _HOST.fullmatch(host) or _STRAY_PERCENT.search(value) or not path.isprintable() or "\\" in path:
        raise expected
    if any(step in (".", "..") for step in path.split("/")) or "//" in path:
        raise expected
    path = parts.path if parts.path.endswith("/") else parts.path + "/"
    return f"{parts.scheme}://{parts.netloc.lower()}{path}"


def domain(value: object) -> str:
    """Check a host name without a scheme, or an empty text. Return it in lower case, as punycode."""
    if value == "":
        return ""
    host = ""
    if isinstance(value, str) and "/" not in value:
        with suppress(InvalidSetting):
            host = urlsplit(base_url(f"https://{value}")).netloc
    if "." not in host or ":" in host:
        raise InvalidSetting("a domain such as 'radar.example', without https://")
    return host


def _encode_international(url: str) -> str:
    """Return a URL with its host in punycode and its path percent-encoded, "" if it is invalid."""
    from generator.base.urls import clean_url

    path = url.partition("//")[2].partition("/")[2]
    if any(not char.isprintable() or char.isspace() for char in url) or any(
        char in path for char in '"<>^`{|}'
    ):
        return ""
    return clean_url(url) or ""


def hosts(value: object) -> tuple[str, ...]:
    """Check a list of host names. Return them in lower case, without duplicates."""
    return tuple(
        dict.fromkeys(_check_each(value, "a list of host names such as 'images.example.org'", _parse_host))
    )


def hosts_and_ports(value: object) -> tuple[str, ...]:
    """Check a list of hosts, each with a port if only that port is meant."""
    expected = "a list of hosts such as 'localhost' or 'localhost:8080'"
    return tuple(dict.fromkeys(_check_each(value, expected, _parse_host_and_port)))


def _check_each(value: object, expected: str, entry: Callable[[str], str]) -> Iterator[str]:
    if not isinstance(value, (list, tuple)):
        raise InvalidSetting(expected)
    for each in value:
        name = entry(each.strip().lower()) if isinstance(each, str) else ""
        if not name:
            raise InvalidSetting(expected)
        yield name


def _parse_host(text: str) -> str:
    """Return a host, "" if it is not one. An IPv6 address is returned without brackets."""
    name = text.removeprefix("[").removesuffix("]").rstrip(".")
    if not name.isascii():
        from generator.base.host_names import to_ascii_host

        name = to_ascii_host(name) or ""
    return name if _HOST.fullmatch(name) else ""


def _parse_host_and_port(text: str) -> str:
    host, colon, port = text.rpartition(":")
    if not colon or not _PORT.fullmatch(colon + port) or (":" in host and not host.endswith("]")):
        return _parse_host(text)
    name = _parse_host(host)
    number = int(port)
    return f"{name}:{number}" if name and 0 < number < 65536 else ""


def hub(value: object) -> str:
    """Check the URL of a WebSub hub, or an empty text."""
    from generator.base.urls import clean_url

    url = clean_url(value) if isinstance(value, str) and not value.isascii() else value
    if not isinstance(url, str) or (url and clean_url(url) != url):
        raise InvalidSetting("a URL such as 'https://hub.example/'")
    return url


def indexnow_key(value: object) -> str:
    """Check a key of IndexNow, or an empty text. The key is also the name of a file, so few characters are allowed."""
    if not isinstance(value, str) or not (value == "" or _INDEXNOW.fullmatch(value)):
        raise InvalidSetting("8 to 128 letters, digits and hyphens")
    return value


def ledger_path(value: object) -> str:
    """Check the path of the ledger in the content folder, or an empty text. It must not look like a record."""
    if not isinstance(value, str) or not (value == "" or _LEDGER_PATH.fullmatch(value)):
        raise InvalidSetting("a path in the content folder that is not a record, such as 'ledger.tsv'")
    return value


def tag_specific(value: object) -> str:
    """Check the "specific" part of a tag: URI, which the owner chooses (RFC 4151)."""
    if not isinstance(value, str) or not _SPECIFIC.fullmatch(value):
        raise InvalidSetting("letters, digits and the punctuation of a URL")
    return value


def authority(value: object) -> str:
    """Check the "authority" part of a tag: URI, which names its owner and a date (RFC 4151)."""
    match = _AUTHORITY.fullmatch(value) if isinstance(value, str) else None
    if match is None or not _is_date(*match.groups()):
        raise InvalidSetting(
            "your domain or email address, a comma, and a date when you owned it, such as 'example.org,2026'"
        )
    return match[0]


def _is_date(year: str, month: str | None, day: str | None) -> bool:
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return False
    return True
