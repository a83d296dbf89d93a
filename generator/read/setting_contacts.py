"""What settings may be that tell others how to reach the owner: accounts, addresses to write to, a day to look again.

As in :mod:`generator.base.setting_types`, a check raises :class:`~generator.base.setting_types.InvalidSetting`
with what it expected.
"""

import re
from datetime import UTC, datetime

from generator.base.urls import clean_url
from generator.model.settings import Settings
from generator.base.setting_types import InvalidSetting, language, title

_TWITTER = re.compile(r"(?:@[A-Za-z0-9_]{1,15})?")

_MAIL = re.compile(r"mailto:[^\s@<>\"',;:%?&]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")

_PHONE = re.compile(r"tel:\+?[0-9().-]{3,}")

_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:[Zz]|[+-][0-9]{2}:[0-9]{2})"
)
"""A date and time of RFC 3339 without fractions: its zone must be said (RFC 9116, section 2.5.5)."""


def account(value: object) -> str:
    """An account on X, or nothing."""
    if not isinstance(value, str) or not _TWITTER.fullmatch(value):
        raise InvalidSetting("an account such as '@weeknotes'")
    return value


def texts(value: object) -> tuple[str, ...]:
    """Texts of one line each."""
    if not isinstance(value, list | tuple):
        raise InvalidSetting("a list of texts")
    return tuple([title(each) for each in value])


def contacts(value: object) -> tuple[str, ...]:
    """Addresses to write to (RFC 9116, section 2.5.3): a bare mail address is none."""
    if not isinstance(value, list | tuple) or not all(map(_is_contact, value)):
        raise InvalidSetting(
            "a list of addresses such as 'mailto:security@example.org' or 'https://example.org/report'"
        )
    return tuple(value)


def _is_contact(value: object) -> bool:
    return isinstance(value, str) and bool(
        _MAIL.fullmatch(value) or _PHONE.fullmatch(value) or _is_secure(value)
    )


def _is_secure(value: object) -> bool:
    return isinstance(value, str) and value.startswith("https://") and clean_url(value) == value


def pages(value: object) -> tuple[str, ...]:
    """Addresses of pages elsewhere: those of security.txt are https (RFC 9116, section 2.5.2)."""
    if not isinstance(value, list | tuple) or not all(map(_is_secure, value)):
        raise InvalidSetting("a list of addresses such as 'https://example.org/security'")
    return tuple(value)


def languages(value: object) -> tuple[str, ...]:
    """A list of language tags."""
    if not isinstance(value, list | tuple):
        raise InvalidSetting("a list of language tags such as 'en' or 'pt-BR'")
    return tuple([language(each) for each in value])


def moment(value: object) -> str:
    """A date and time with its zone, as text or as TOML has it, or nothing. Kept in UTC."""
    if value == "":
        return ""
    if isinstance(value, datetime):
        found = value
    elif isinstance(value, str) and _MOMENT.fullmatch(value):
        found = _moment(value)
    else:
        raise _no_moment()
    if found.tzinfo is None:
        raise _no_moment()
    try:
        return found.astimezone(UTC).replace(microsecond=0).strftime("%Y-%m-%dT%H:%M:%SZ")
    except OverflowError:  # at the ends of time
        raise _no_moment() from None


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text.upper())
    except ValueError:
        raise _no_moment() from None


def _no_moment() -> InvalidSetting:
    return InvalidSetting("a day and a time with its zone, such as '2027-06-30T00:00:00Z'")


def lacking(settings: Settings) -> str:
    """Say which setting of ``[security]`` is missing beside the others, "" where none is."""
    security = settings.security
    if security.contact and not security.expires:
        return "security.expires"
    told = (
        security.expires,
        security.encryption,
        security.acknowledgments,
        security.policy,
        security.languages,
    )
    return "security.contact" if any(told) and not security.contact else ""
