"""Load :class:`Settings` from ``site.toml`` and the command line.

All problems are reported at once, each with its line, because a site is set up once and by hand. The checks of single
settings are in :mod:`generator.base.setting_types`.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

import msgspec

from generator.base import setting_types as checks
from generator.base.errors import SettingsError, join_problems
from generator.base.setting_types import Check, InvalidSetting, NotTextError
from generator.base.toml_text import format_value, list_choices, parse_toml, read_toml_text, suggest_setting
from generator.model.feed_formats import FEED_FORMATS
from generator.model.item import Kind
from generator.model.settings import FeedScope, ListScope, SectionSettings, Settings
from generator.read import setting_contacts as contacts
from generator.read import setting_navigation as navigation
from generator.read.setting_custom import custom_values

FILE = "site.toml"

CHECKS: dict[str, dict[str, Check]] = {
    "site": {
        "title": checks.title,
        "description": checks.text,
        "language": checks.language,
        "locale": checks.locale,
        "base_url": checks.base_url,
        "domain": checks.domain,
        "timezone": checks.timezone,
        "author": checks.text,
        "id": checks.tag_specific,
        "custom": custom_values,
    },
    "content": {
        "unpromoted": checks.one_of("include", "exclude"),
        "drafts": checks.boolean,
        "hold_back_dates": checks.boolean,
        "removal_limit": checks.whole_number(0, 100),
        "from": checks.folder_beside,
        "topics": contacts.texts,
    },
    "lists": {
        "page_size": checks.whole_number(1, 1000),
        "related": checks.whole_number(0, 20),
        "link": checks.one_of_each(get_args(Kind), "page", "source"),
    },
    "topics": {"assign": checks.one_of("never", "missing", "always")},
    "feeds": {
        "entries": checks.whole_number(1, 1000),
        "formats": checks.list_of(*FEED_FORMATS, least=1),
        "scopes": checks.list_of(*get_args(FeedScope)),
        "history": checks.list_of(*get_args(ListScope)),
        "opml": checks.boolean,
        "link": checks.one_of("source", "page"),
        "ttl": checks.whole_number(0, 10_080),
        "id_authority": checks.authority,
        "stories": checks.one_of("all", "leads"),
        "ledger": checks.ledger_path,
        "hub": checks.hub,
        "indexnow_key": checks.indexnow_key,
    },
    "theme": {
        "accent": checks.colour,
        "layout": checks.one_of("newspaper", "river"),
        "templates": checks.folder_path,
        "logo": checks.image_path,
        "navigation": navigation.navigation,
        "footer": navigation.lines,
    },
    "sections": dict.fromkeys(SectionSettings.__struct_fields__, checks.boolean),
    "rank": {
        "half_life": checks.number(0.01, 3650),
        "promotion": checks.number(0, 100),
        "quality": checks.number(0, 100),
        "heat": checks.number(0, 100),
        "coverage": checks.number(0, 100),
        "image": checks.number(0, 100),
        "per_provider": checks.whole_number(0, 9),
    },
    "stories": {
        "enabled": checks.boolean,
        "closeness": checks.number(0.05, 1),
        "hours": checks.whole_number(1, 720),
        "shown": checks.whole_number(0, 20),
        "lists": checks.one_of("all", "leads"),
    },
    "images": {
        "mode": checks.one_of("cache", "remote", "off"),
        "include": checks.hosts,
        "exclude": checks.hosts,
        "allow_hosts": checks.hosts_and_ports,
        "deadline": checks.whole_number(1, 3600),
        "ttl": checks.whole_number(1, 3650),
        "avif": checks.boolean,
        "shared_cache": checks.store_url,
    },
    "search": {"enabled": checks.boolean, "limit": checks.whole_number(1, 1_000_000)},
    "api": {"enabled": checks.boolean},
    "host": dict.fromkeys(("size", "files", "file_size"), checks.whole_number(0, 1_000_000_000)),
    "metadata": {
        "canonical": checks.one_of("own", "source"),
        "json_ld": checks.boolean,
        "twitter": contacts.account,
        "icons": checks.boolean,
        "image_sitemap": checks.boolean,
        "news_sitemap": checks.boolean,
        "humans": contacts.texts,
    },
    "security": {
        **dict.fromkeys(
            ("script_src", "style_src", "font_src", "frame_src", "form_action", "connect_src"),
            contacts.sources,
        ),
        "contact": contacts.contacts,
        "expires": contacts.moment,
        "encryption": contacts.pages,
        "acknowledgments": contacts.pages,
        "policy": contacts.pages,
        "languages": contacts.languages,
    },
    "cluster": {"address": checks.text},
}
"""The check of every setting. A test compares this table with the fields of the model."""

_MISSING_HINTS = {
    "security.expires": 'RFC 9116 requires an expiry date, less than a year ahead: expires = "2027-06-30T00:00:00Z".',
    "security.contact": 'Add a contact: contact = ["mailto:security@example.org"].',
}
"""The fix for each setting that others require."""

_UNQUOTED_HINT = "Write numbers, true and false without quotes."

_TABLE = re.compile(r"\s*\[+\s*[\"']?([^\]\"']*?)[\"']?\s*\]")

_KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*(?:\.\s*[\"']?([\w-]+)[\"']?\s*)?=")


class _SettingEntry(msgspec.Struct, frozen=True):
    """A setting as given. ``name`` is empty for a value in place of a table. ``where`` is the place for messages."""

    table: str
    name: str
    value: object
    where: str


class _SettingProblem(msgspec.Struct, frozen=True):
    """A problem of one setting and its fix."""

    message: str
    hint: str


def load_settings(content: Path, overrides: Mapping[str, Mapping[str, object]]) -> Settings:
    """Load the settings of a site from its ``site.toml``, if there is one. ``overrides`` take precedence.

    Raises :class:`SettingsError` with one line per problem.
    """
    values: dict[str, dict[str, object]] = {}
    problems: list[_SettingProblem] = []
    for entry in [*_read_entries(content / FILE), *_override_entries(overrides)]:
        problem = _find_unknown(entry)
        if problem is None:
            problem = _check(values.setdefault(entry.table, {}), entry)
        problems += [problem] if problem else []
    if problems:
        raise join_problems([(problem.message, problem.hint) for problem in problems])
    _set_domain(content, values.setdefault("site", {}), "base_url" in overrides.get("site", {}))
    settings = msgspec.convert(values, Settings)
    if missing := contacts.find_missing_setting(settings):
        shown = (content / FILE).as_posix()
        message = f"{shown}: {missing}: missing, but other settings of [security] require it"
        raise SettingsError(message, _MISSING_HINTS[missing])
    return settings


def _set_domain(content: Path, site: dict[str, object], is_overridden: bool) -> None:
    """Set the base URL to that of the domain. Raise :class:`SettingsError` if ``site.toml`` gives another one."""
    domain, base_url = site.get("domain"), str(site.get("base_url", ""))
    if not domain or is_overridden:
        return
    host = urlsplit(base_url).netloc
    if base_url and host != domain:
        shown = (content / FILE).as_posix()
        message = f"{shown}: site.domain: expected the host of base_url, {host}, found {domain}"
        raise SettingsError(message, "Remove one of the two.")
    site["base_url"] = base_url or f"https://{domain}/"


def _check(values: dict[str, object], entry: _SettingEntry) -> _SettingProblem | None:
    """Check a known setting and store its value, or return the problem."""
    try:
        values[entry.name] = CHECKS[entry.table][entry.name](entry.value)
    except InvalidSetting as error:
        quoted = isinstance(error, NotTextError) and isinstance(entry.value, str)
        found = f"the text {format_value(entry.value)}" if quoted else format_value(entry.value)
        return _SettingProblem(
            f"{entry.where}: expected {error}, found {found}", _UNQUOTED_HINT if quoted else ""
        )
    return None


def _find_unknown(entry: _SettingEntry) -> _SettingProblem | None:
    """Return the problem of an unknown setting, with the closest known one as its fix; ``None`` if it is known."""
    tables = {f"[{table}]": table for table in CHECKS}
    everywhere = {f"{table}.{name}": name for table in CHECKS for name in CHECKS[table]}
    if entry.table not in CHECKS:
        hint = suggest_setting(entry.table, tables | everywhere) or list_choices(tables)
        return _SettingProblem(f"{entry.where}: unknown setting", hint)
    if not entry.name:
        found = format_value(entry.value)
        return _SettingProblem(
            f"{entry.where}: expected a table, found {found}", f"Write [{entry.table}] on a line of its own."
        )
    if entry.name not in CHECKS[entry.table]:
        here = {f"{entry.table}.{name}": name for name in CHECKS[entry.table]}
        hint = (
            suggest_setting(entry.name, here) or suggest_setting(entry.name, everywhere) or list_choices(here)
        )
        return _SettingProblem(f"{entry.where}: unknown setting", hint)
    return None


def _read_entries(file: Path) -> Iterator[_SettingEntry]:
    """Yield the settings of ``site.toml``, in order."""
    text, shown = read_toml_text(file), file.as_posix()
    lines = _find_lines(text)
    for table, value in parse_toml(shown, text).items():
        if not isinstance(value, dict) or table not in CHECKS:
            yield _SettingEntry(table, "", value, _format_place(shown, lines, table))
            continue
        for name, setting in value.items():
            yield _SettingEntry(table, name, setting, _format_place(shown, lines, table, name))


def _override_entries(overrides: Mapping[str, Mapping[str, object]]) -> Iterator[_SettingEntry]:
    """Yield the settings given as command line options."""
    for table, settings in overrides.items():
        for name, value in settings.items():
            yield _SettingEntry(table, name, value, f"command line: {table}.{name}")


def _find_lines(text: str) -> dict[tuple[str, str], int]:
    """Return the lines of tables and keys, guessed from how lines begin. Only good enough for messages."""
    lines: dict[tuple[str, str], int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if match := _TABLE.match(line):
            table = match[1]
            lines.setdefault((table, ""), number)
        elif match := _KEY.match(line):
            first, second = match[1], match[2] or ""
            lines.setdefault((table, first) if table else (first, second), number)
    return lines


def _format_place(file: str, lines: Mapping[tuple[str, str], int], table: str, name: str = "") -> str:
    line = lines.get((table, name)) or lines.get((f"{table}.{name}", "")) or lines.get((table, ""))
    setting = f"{table}.{name}" if name else table
    return f"{file}:{line}: {setting}" if line else f"{file}: {setting}"
