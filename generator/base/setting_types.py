"""What a setting may be: one small check each, which returns the value as the program uses it.

A check raises :class:`InvalidSetting` with what it expected, in words that end the sentence "expected …, found 'x'".
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from urllib.parse import unquote, urlsplit

Check = Callable[[object], object]


class InvalidSetting(ValueError):
    """A value that a setting cannot have. Its text says what was expected."""


class NotTextError(InvalidSetting):
    """A value where a number or a truth was expected: a text is wrong there even if it reads like one."""


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
"""The syntax of BCP 47 as far as it can be told without the registry of subtags. No language in there has more than
three letters, though the syntax has room for eight: what has is mostly a name (``deutsch``)."""

_URL = re.compile(r"[A-Za-z0-9._~:/\[\]@!$&'()*+,;=%-]+")
"""What an address may hold before its query: the characters of RFC 3986."""

_HOST = re.compile(r"(?:[a-z0-9_-]+\.)*[a-z0-9_-]+\.?|[0-9a-f:.]*:[0-9a-f:.]*")
"""Labels with dots between them, or an address of IPv6 (which :func:`urlsplit` has checked)."""

_PORT = re.compile(r":[0-9]{1,5}")
"""A port behind a host, with its colon."""

_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")

_COLOUR = re.compile(r"(?:#[0-9A-Fa-f]{6})?")

_PICTURE = re.compile(r"(?:[^/\\\s][^\\\x00-\x1f]*)?")
"""A path that stays in the folder it starts from, unless it climbs."""

_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069\ufeff]")

_NO_ZONES = frozenset(("localtime", "posixrules", "Factory"))
"""Names in the data base that mean another zone on another machine, or none."""

_SPECIFIC = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@/?-]*")

_INDEXNOW = re.compile(r"[A-Za-z0-9-]{8,128}")

_BESIDE = re.compile(
    r"(?!_data/)(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*(?<!\.md)(?<!\.markdown)(?<!\.html)(?<!\.txt)"
)

_DNS = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*"

_AUTHORITY = re.compile(rf"(?:[A-Za-z0-9._-]+@)?{_DNS},([0-9]{{4}})(?:-([0-9]{{2}})(?:-([0-9]{{2}}))?)?")
"""A tagging entity of RFC 4151: a domain or an e-mail address, a comma, a date, a month or a year."""


def text(value: object) -> str:
    """One line of text."""
    if not isinstance(value, str) or _CONTROL.search(value):
        raise InvalidSetting("text on one line")
    if _BIDI.search(value):
        raise InvalidSetting("text without signs that turn its direction")
    return value.strip()


def title(value: object) -> str:
    """Text that is not empty."""
    if not isinstance(value, str) or not text(value):
        raise InvalidSetting("a title of one line")
    return text(value)


def truth(value: object) -> bool:
    """``true`` or ``false``."""
    if not isinstance(value, bool):
        raise NotTextError("true or false")
    return value


def one_of(*words: str) -> Check:
    """One of a few words."""

    def check(value: object) -> str:
        if not isinstance(value, str) or value not in words:
            raise InvalidSetting(" or ".join(f"'{word}'" for word in words))
        return value

    return check


def some_of(*words: str, least: int = 0) -> Check:
    """A list of words, at least so many. They are kept in the order of ``words``, each once."""
    known = ", ".join(f"'{word}'" for word in words)

    def check(value: object) -> tuple[str, ...]:
        if not isinstance(value, (list, tuple)) or any(each not in words for each in value):
            raise InvalidSetting(f"a list of some of {known}")
        if len(value) < least:
            raise InvalidSetting(f"a list of at least {least} of {known}")
        return tuple([word for word in words if word in value])

    return check


def whole(least: int, most: int) -> Check:
    """A whole number between two others, which it may be."""

    def check(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            raise NotTextError(f"a whole number of at least {least}")
        if value > most:
            raise InvalidSetting(f"a whole number of at most {most}")
        return value

    return check


def number(least: float, most: float) -> Check:
    """A number, whole or not, between two others, which it may be."""

    def check(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise NotTextError(f"a number from {least} to {most}")
        return float(value)

    return check


def language(value: object) -> str:
    """A language tag: ``en``, ``en-GB``, ``zh-Hant``."""
    if not isinstance(value, str) or not _LANGUAGE.fullmatch(value):
        raise InvalidSetting("a language tag such as 'en' or 'pt-BR'")
    return value


def locale(value: object) -> str:
    """A language tag, or nothing."""
    return "" if value == "" else language(value)


def colour(value: object) -> str:
    """A colour as ``#rrggbb``, in small letters, or nothing."""
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        raise InvalidSetting("a colour such as '#8c2f1b'")
    return value.lower()


def picture(value: object) -> str:
    """The path of a picture in the content folder, or nothing. It may begin with a slash, as it does in records."""
    path = value.removeprefix("/") if isinstance(value, str) else None
    if path is None or not _PICTURE.fullmatch(path) or ".." in path.split("/"):
        raise InvalidSetting("the path of a picture such as 'assets/logo.png'")
    return path


def timezone(value: object) -> str:
    """A zone that this Python knows, by its name in the IANA data base."""
    if value == "UTC":
        return "UTC"
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(value).key if isinstance(value, str) and value not in _NO_ZONES else _no_zone()
    except (ValueError, KeyError, OSError):  # a path trick, an unknown name, a folder of zones
        return _no_zone()


def _no_zone() -> str:
    raise InvalidSetting("a time zone such as 'UTC' or 'Europe/Berlin'")


def base_url(value: object) -> str:
    """The address of the home page: absolute, http or https, with a slash at its end."""
    expected = InvalidSetting("an address such as 'https://example.org/feed/', without query or fragment")
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


def hosts(value: object) -> tuple[str, ...]:
    """Hosts as addresses name them, in lower case, each once."""
    return tuple(dict.fromkeys(_listed(value, "a list of host names such as 'images.example.org'", _host)))


def hosts_and_ports(value: object) -> tuple[str, ...]:
    """Hosts, each with a port if only that one is meant."""
    expected = "a list of hosts such as 'localhost' or 'localhost:8080'"
    return tuple(dict.fromkeys(_listed(value, expected, _host_and_port)))


def _listed(value: object, expected: str, entry: Callable[[str], str]) -> Iterator[str]:
    if not isinstance(value, (list, tuple)):
        raise InvalidSetting(expected)
    for each in value:
        name = entry(each.strip().lower()) if isinstance(each, str) else ""
        if not name:
            raise InvalidSetting(expected)
        yield name


def _host(text: str) -> str:
    """Return a host, "" for what is none. IPv6 stands without brackets."""
    name = text.removeprefix("[").removesuffix("]").rstrip(".")
    return name if _HOST.fullmatch(name) else ""


def _host_and_port(text: str) -> str:
    host, colon, port = text.rpartition(":")
    if not colon or not _PORT.fullmatch(colon + port) or (":" in host and not host.endswith("]")):
        return _host(text)
    name = _host(host)
    number = int(port)
    return f"{name}:{number}" if name and 0 < number < 65536 else ""


def hub(value: object) -> str:
    """The address of a hub, or nothing."""
    from generator.base.urls import clean_url

    if not isinstance(value, str) or (value and clean_url(value) != value):
        raise InvalidSetting("an address such as 'https://hub.example/'")
    return value


def indexnow_key(value: object) -> str:
    """A key of IndexNow, or nothing: its name is a file's, too."""
    if not isinstance(value, str) or not (value == "" or _INDEXNOW.fullmatch(value)):
        raise InvalidSetting("8 to 128 letters, digits and hyphens")
    return value


def beside(value: object) -> str:
    """The path of a file beside the records, and none that could be taken for one of them."""
    if not isinstance(value, str) or not (value == "" or _BESIDE.fullmatch(value)):
        raise InvalidSetting("a path in the folder of records that no record has, such as 'ledger.tsv'")
    return value


def specific(value: object) -> str:
    """The part of a tag: URI that is the owner's choice (RFC 4151)."""
    if not isinstance(value, str) or not _SPECIFIC.fullmatch(value):
        raise InvalidSetting("letters, digits and the marks that an address may have")
    return value


def authority(value: object) -> str:
    """The part of a tag: URI that says who chose it, and since when (RFC 4151)."""
    match = _AUTHORITY.fullmatch(value) if isinstance(value, str) else None
    if match is None or not _is_date(*match.groups()):
        raise InvalidSetting(
            "a domain or e-mail address of yours, a comma, and a day you had it: 'example.org,2026'"
        )
    return match[0]


def _is_date(year: str, month: str | None, day: str | None) -> bool:
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return False
    return True
