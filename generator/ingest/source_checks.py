"""Checks of the settings of ``sources.toml``.

As in :mod:`generator.base.setting_types`, a check returns the value, or raises
:class:`~generator.base.setting_types.InvalidSetting` with a description of the expected value.
"""

import re
from typing import get_args

from generator.base.setting_types import InvalidSetting, NotTextError, language, text
from generator.base.urls import clean_url
from generator.ingest.rule_text import InvalidRule, parse_rule
from generator.model.ingest_sources import EntryRule
from generator.model.item import Kind

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?", re.ASCII)
_DURATION = re.compile(r"(\d{1,4})\s*(m|min|h|d|w)", re.ASCII)
_SECONDS = {"m": 60, "min": 60, "h": 3600, "d": 86_400, "w": 604_800}
_SHORTEST, _LONGEST = 300, 2_592_000
_FOLDER = re.compile(r"[A-Za-z0-9_][\w.-]*(?:/[A-Za-z0-9_][\w.-]*)*", re.ASCII)
_APART = ("_data", "assets", "api", "node_modules", "_newsletters", "_communities", "_people")
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,80}", re.ASCII)
_OWN_HEADERS = frozenset(
    ["host", "content-length", "connection", "transfer-encoding", "user-agent", "accept-encoding"]
)
_VARIABLE = re.compile(r"env:([A-Za-z_][A-Za-z0-9_]{0,100})", re.ASCII)
_LABEL = 100


def source_id(value: object) -> str:
    """Check the id of a source."""
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise InvalidSetting("letters a-z, digits and hyphens, at most 64, such as 'hedgerow'")
    return value


def address(value: object) -> str:
    """Check the URL of a source."""
    url = clean_url(value) if isinstance(value, str) else None
    if url is None:
        raise InvalidRule(
            "an http or https URL such as 'https://hedgerow.example/feed.xml'",
            "A user name or a password does not belong in a URL: use header." if "@" in str(value) else "",
        )
    return url


def duration(value: object) -> int:
    """Check a time such as ``30m``, ``1h`` or ``2d``. Returns seconds."""
    found = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    seconds = int(found[1]) * _SECONDS[found[2]] if found else 0
    if not _SHORTEST <= seconds <= _LONGEST:
        raise InvalidSetting("a time from '5m' to '30d', such as '1h'")
    return seconds


def folder(value: object) -> str:
    """Check a folder for records, inside the content folder."""
    path = value.strip("/") if isinstance(value, str) else ""
    if not _FOLDER.fullmatch(path) or path.partition("/")[0].lower() in _APART:
        raise InvalidSetting("a folder for records below the content folder, such as '_news'")
    return path


def names(value: object) -> tuple[str, ...]:
    """Check a list of names, each on one line. Return them without duplicates."""
    if not isinstance(value, list):
        raise InvalidSetting("a list of texts such as ['Small Things']")
    found: dict[str, str] = {}
    for each in value:
        name = text(each)
        if not name or len(name) > _LABEL:
            raise InvalidSetting(f"a list of texts of at most {_LABEL} characters")
        found.setdefault(name.casefold(), name)
    return tuple(found.values())


def label(value: object) -> str:
    """Check a name of at most 100 characters."""
    if len(text(value)) > _LABEL:
        raise InvalidSetting(f"a text of at most {_LABEL} characters")
    return text(value)


def languages(value: object) -> tuple[str, ...]:
    """Check a list of language tags."""
    if not isinstance(value, list):
        raise InvalidSetting("a list of language tags such as ['en', 'de']")
    return tuple(dict.fromkeys(language(each) for each in value))


def quality(value: object) -> int:
    """Check a quality."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise NotTextError("a whole number from 0 to 100")
    if not 0 <= value <= 100:
        raise InvalidSetting("a whole number from 0 to 100")
    return value


def kind(value: object) -> str:
    """Check a type of record that a source can have."""
    words = [word for word in get_args(Kind) if word in ("article", "video", "course", "download")]
    if value not in words:
        raise InvalidSetting(" or ".join(f"'{word}'" for word in words))
    return str(value)


def categories(value: object) -> tuple[tuple[str, str], ...]:
    """Check a table of feed categories and their topics. An empty topic drops the entry."""
    if not isinstance(value, dict) or any(not isinstance(topic, str) for topic in value.values()):
        raise InvalidSetting('a table of categories and topics such as { Sport = "", Weather = "Weather" }')
    return tuple((text(name), label(topic)) for name, topic in value.items())


def headers(value: object) -> tuple[tuple[str, str], ...]:
    """Check request headers. Their values are names of environment variables. Returns ``(header, variable)``."""
    example = 'a table such as { Authorization = "env:QUARRY_TOKEN" }'
    if not isinstance(value, dict):
        raise InvalidSetting(example)
    found = []
    for name, given in value.items():
        if not _HEADER.fullmatch(name) or name.lower() in _OWN_HEADERS:
            raise InvalidSetting("names of HTTP headers that a request may set")
        variable = _VARIABLE.fullmatch(given) if isinstance(given, str) else None
        if variable is None:
            raise InvalidRule(example, "Secrets do not belong in a file: name an environment variable.")
        found.append((name, variable[1]))
    return tuple(found)


class InvalidRules(InvalidSetting):
    """Invalid rules in a list. ``errors`` are ``(error, index of the rule, the rule)``."""

    def __init__(self, errors: list[tuple[InvalidRule, int, object]]) -> None:
        super().__init__(str(errors[0][0]))
        self.errors = errors


def rules(value: object) -> tuple[EntryRule, ...]:
    """Check a list of rules. Raises :class:`InvalidRules` with all invalid ones."""
    if not isinstance(value, list):
        raise InvalidSetting("a list of rules such as ['sponsored', 'title: /^Podcast/']")
    found: list[EntryRule] = []
    errors: list[tuple[InvalidRule, int, object]] = []
    for number, each in enumerate(value):
        try:
            found.append(parse_rule(each))
        except InvalidRule as error:
            errors.append((error, number, each))
    if errors:
        raise InvalidRules(errors)
    return tuple(found)


def places(value: object) -> tuple[str, ...]:
    """Check a list of OPML files or their URLs."""
    if not isinstance(value, list) or not all(_is_place(each) for each in value):
        raise InvalidSetting("a list of OPML files or their URLs, such as ['blogroll.opml']")
    return tuple(value)


def _is_place(value: object) -> bool:
    if not isinstance(value, str) or not value.strip():
        return False
    return clean_url(value) is not None if "://" in value else text(value) == value


def contact(value: object) -> str:
    """Check a contact for the User-Agent: a URL or an email address, or nothing."""
    plain = text(value)
    if plain and not (
        plain.isascii() and re.fullmatch(r"[!-~]{3,200}", plain) and not set(plain) & set('()<>\\"')
    ):
        raise InvalidSetting("a URL or an email address")
    return plain
