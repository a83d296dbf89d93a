"""Checks of settings about the owner: the X account, and the contacts and dates of security.txt.

As in :mod:`generator.base.setting_types`, a check returns the value, or raises
:class:`~generator.base.setting_types.InvalidSetting` with a description of the expected value.
"""

import re
from datetime import UTC, datetime

from generator.base.setting_types import InvalidSetting, language, title
from generator.base.urls import clean_url
from generator.model.settings import Settings

_TWITTER = re.compile(r"(?:@[A-Za-z0-9_]{1,15})?")

_MAIL = re.compile(r"mailto:[^\s@<>\"',;:%?&]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")

_SOURCE = re.compile(
    r"(?:https|wss)://(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~/-]*)?"
)

_PHONE = re.compile(r"tel:\+?[0-9().-]{3,}")

_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:[Zz]|[+-][0-9]{2}:[0-9]{2})"
)
"""A date and time of RFC 3339 without fractions. The time zone is required (RFC 9116, section 2.5.5)."""


def account(value: object) -> str:
    """Check an account on X, or an empty text."""
    if not isinstance(value, str) or not _TWITTER.fullmatch(value):
        raise InvalidSetting("an X account such as '@weeknotes'")
    return value


def texts(value: object) -> tuple[str, ...]:
    """Check a list of texts, each on one line."""
    if not isinstance(value, list | tuple):
        raise InvalidSetting("a list of texts")
    return tuple([title(each) for each in value])


def contacts(value: object) -> tuple[str, ...]:
    """Check a list of contact URLs (RFC 9116, section 2.5.3). An email address needs ``mailto:`` in front."""
    if not isinstance(value, list | tuple) or not all(map(_is_contact, value)):
        raise InvalidSetting(
            "a list of URLs such as 'mailto:security@example.org' or 'https://example.org/report'"
        )
    return tuple(value)


def _is_contact(value: object) -> bool:
    return isinstance(value, str) and bool(
        _MAIL.fullmatch(value) or _PHONE.fullmatch(value) or _is_https_url(value)
    )


def _is_https_url(value: object) -> bool:
    return isinstance(value, str) and value.startswith("https://") and clean_url(value) == value


def pages(value: object) -> tuple[str, ...]:
    """Check a list of page URLs. In security.txt they must be https (RFC 9116, section 2.5.2)."""
    if not isinstance(value, list | tuple) or not all(map(_is_https_url, value)):
        raise InvalidSetting("a list of https URLs such as 'https://example.org/security'")
    return tuple(value)


def sources(value: object) -> tuple[str, ...]:
    """Check a list of sources of a content security policy: https sites, perhaps with ``*.`` and a path."""
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise InvalidSetting("a list of sites such as 'https://stats.example'")
    for each in value:
        if not _SOURCE.fullmatch(each):
            raise InvalidSetting("sites such as 'https://stats.example' or 'https://*.example.org/js/'")
    return tuple(value)


def languages(value: object) -> tuple[str, ...]:
    """Check a list of language tags."""
    if not isinstance(value, list | tuple):
        raise InvalidSetting("a list of language tags such as 'en' or 'pt-BR'")
    return tuple([language(each) for each in value])


def moment(value: object) -> str:
    """Check a date and time with a time zone, as text or in TOML, or an empty text. Return it in UTC."""
    if value == "":
        return ""
    if isinstance(value, datetime):
        parsed = value
    elif isinstance(value, str) and _MOMENT.fullmatch(value):
        parsed = _parse_moment(value)
    else:
        raise _not_a_moment()
    if parsed.tzinfo is None:
        raise _not_a_moment()
    try:
        return parsed.astimezone(UTC).replace(microsecond=0).strftime("%Y-%m-%dT%H:%M:%SZ")
    except OverflowError:  # in year 1 or 9999, UTC may be out of range
        raise _not_a_moment() from None


def _parse_moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text.upper())
    except ValueError:
        raise _not_a_moment() from None


def _not_a_moment() -> InvalidSetting:
    return InvalidSetting("a date and time with a time zone, such as '2027-06-30T00:00:00Z'")


def find_missing_setting(settings: Settings) -> str:
    """Return the setting of ``[security]`` that the others require and that is missing, "" if none is."""
    security = settings.security
    if security.contact and not security.expires:
        return "security.expires"
    others = (
        security.expires,
        security.encryption,
        security.acknowledgments,
        security.policy,
        security.languages,
    )
    return "security.contact" if any(others) and not security.contact else ""
