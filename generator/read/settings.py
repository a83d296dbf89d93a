"""``site.toml`` and the options of the command line → :class:`Settings`.

Everything that is wrong is said at once, each with its line: a site is set up once, and by hand. What a single
setting may be is in :mod:`generator.read.setting_types`.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import msgspec

from generator.base.errors import SettingsError
from generator.base.suggest import closest_names
from generator.model.settings import FeedScope, ListScope, SectionSettings, Settings
from generator.model.views.feeds import FeedFormat
from generator.read import setting_contacts as contacts
from generator.read import setting_navigation as frame
from generator.read import setting_types as checks
from generator.read.setting_types import Check, InvalidSetting, NotTextError

FILE = "site.toml"

ALIKE = 0.7
"""How alike two names must be for one to be a slip of the other: with so many settings, something is like anything."""

CHECKS: dict[str, dict[str, Check]] = {
    "site": {
        "title": checks.title,
        "description": checks.text,
        "language": checks.language,
        "locale": checks.locale,
        "base_url": checks.base_url,
        "timezone": checks.timezone,
        "author": checks.text,
        "id": checks.specific,
    },
    "content": {"unpromoted": checks.one_of("include", "exclude"), "drafts": checks.truth},
    "lists": {"page_size": checks.whole(1, 1000), "related": checks.whole(0, 20)},
    "feeds": {
        "entries": checks.whole(1, 1000),
        "formats": checks.some_of(*get_args(FeedFormat), least=1),
        "scopes": checks.some_of(*get_args(FeedScope)),
        "history": checks.some_of(*get_args(ListScope)),
        "opml": checks.truth,
        "link": checks.one_of("source", "page"),
        "ttl": checks.whole(0, 10_080),
        "id_authority": checks.authority,
        "ledger": checks.beside,
        "hub": checks.hub,
        "indexnow_key": checks.indexnow_key,
    },
    "theme": {
        "accent": checks.colour,
        "logo": checks.picture,
        "navigation": frame.navigation,
        "footer": frame.lines,
    },
    "sections": dict.fromkeys(SectionSettings.__struct_fields__, checks.truth),
    "rank": {
        "half_life": checks.number(0.01, 3650),
        "promotion": checks.number(0, 100),
        "quality": checks.number(0, 100),
        "heat": checks.number(0, 100),
    },
    "images": {
        "mode": checks.one_of("cache", "remote", "off"),
        "include": checks.hosts,
        "exclude": checks.hosts,
        "allow_hosts": checks.hosts_and_ports,
        "deadline": checks.whole(1, 3600),
        "ttl": checks.whole(1, 3650),
        "avif": checks.truth,
    },
    "search": {"enabled": checks.truth, "limit": checks.whole(1, 1_000_000)},
    "api": {"enabled": checks.truth},
    "host": dict.fromkeys(("size", "files", "file_size"), checks.whole(0, 1_000_000_000)),
    "metadata": {
        "canonical": checks.one_of("own", "source"),
        "json_ld": checks.truth,
        "twitter": contacts.account,
        "icons": checks.truth,
        "image_sitemap": checks.truth,
        "news_sitemap": checks.truth,
        "humans": contacts.texts,
    },
    "security": {
        "contact": contacts.contacts,
        "expires": contacts.moment,
        "encryption": contacts.pages,
        "acknowledgments": contacts.pages,
        "policy": contacts.pages,
        "languages": contacts.languages,
    },
}
"""Every setting there is, and what it may be. A test holds this table to the fields of the model."""

_HUGE = 10**18
"""A number too long to show; of thousands of digits Python itself refuses to."""

_TOML = 'Put texts in double quotes: title = "My site". Numbers, true and false stand without.'

_LACKING = {
    "security.expires": 'RFC 9116 wants a day, less than a year ahead: expires = "2027-06-30T00:00:00Z".',
    "security.contact": 'Say where to write to: contact = ["mailto:security@example.org"].',
}
"""What to do about a setting that others need."""

_UNQUOTED = "Write numbers, true and false without quotes."

_TABLE = re.compile(r"\s*\[\s*[\"']?([^\]\"']*?)[\"']?\s*\]")

_KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*(?:\.\s*[\"']?([\w-]+)[\"']?\s*)?=")

_AT = re.compile(r" \(at line (\d+), column \d+\)| \(at end of document\)")


class _SettingEntry(msgspec.Struct, frozen=True):
    """A setting as given. ``name`` is empty for what stands where a table should; ``where`` is for people."""

    table: str
    name: str
    value: object
    where: str


class _SettingProblem(msgspec.Struct, frozen=True):
    """One thing wrong, and what to do about it."""

    message: str
    hint: str


def load_settings(content: Path, overrides: Mapping[str, Mapping[str, object]]) -> Settings:
    """Load the settings of a site: its ``site.toml``, if it has one, with ``overrides`` laid over it.

    Raises :class:`SettingsError`, whose message has a line for every fault.
    """
    values: dict[str, dict[str, object]] = {}
    faults: list[_SettingProblem] = []
    for entry in [*_written(content / FILE), *_given(overrides)]:
        fault = _unknown(entry)
        if fault is None:
            fault = _take(values.setdefault(entry.table, {}), entry)
        faults += [fault] if fault else []
    if faults:
        hints = dict.fromkeys(fault.hint for fault in faults if fault.hint)
        raise SettingsError("\n".join(fault.message for fault in faults), " ".join(hints))
    settings = msgspec.convert(values, Settings)
    if missing := contacts.lacking(settings):
        shown = (content / FILE).as_posix()
        message = f"{shown}: {missing}: expected a value beside the others of [security], found none"
        raise SettingsError(message, _LACKING[missing])
    return settings


def _take(values: dict[str, object], entry: _SettingEntry) -> _SettingProblem | None:
    """Check a known setting and keep it, or say what is wrong with it."""
    try:
        values[entry.name] = CHECKS[entry.table][entry.name](entry.value)
    except InvalidSetting as wrong:
        quoted = isinstance(wrong, NotTextError) and isinstance(entry.value, str)
        found = f"the text {_shown(entry.value)}" if quoted else _shown(entry.value)
        return _SettingProblem(f"{entry.where}: expected {wrong}, found {found}", _UNQUOTED if quoted else "")
    return None


def _unknown(entry: _SettingEntry) -> _SettingProblem | None:
    """Say that there is no such setting, and which one may be meant."""
    tables = {f"[{table}]": table for table in CHECKS}
    there = {f"{table}.{name}": name for table in CHECKS for name in CHECKS[table]}
    if entry.table not in CHECKS:
        hint = _near(entry.table, tables | there) or _choice(tables)
        return _SettingProblem(f"{entry.where}: unknown setting", hint)
    if not entry.name:
        found = _shown(entry.value)
        return _SettingProblem(
            f"{entry.where}: expected a table, found {found}", f"Write [{entry.table}] on a line of its own."
        )
    if entry.name not in CHECKS[entry.table]:
        here = {f"{entry.table}.{name}": name for name in CHECKS[entry.table]}
        hint = _near(entry.name, here) or _near(entry.name, there) or _choice(here)
        return _SettingProblem(f"{entry.where}: unknown setting", hint)
    return None


def _near(word: str, known: Mapping[str, str]) -> str:
    """Suggest the setting (a key of ``known``) whose name is nearest to ``word``, "" where none is near."""
    close = closest_names(word.casefold(), known.values(), ALIKE)
    for setting, name in known.items():
        if close and name == close[0]:
            return f"Did you mean {setting}?"
    return ""


def _choice(known: Iterable[str]) -> str:
    return f"Choose among {', '.join(known)}."


def _read(file: Path) -> str:
    """The text of ``site.toml``, "" if there is none."""
    try:
        return file.read_text("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise SettingsError(
            f"{file.as_posix()}: expected UTF-8, found other bytes", "Save the file as UTF-8."
        ) from None
    except OSError as error:
        message = f"{file.as_posix()}: expected a readable file, found: {error.strerror}"
        raise SettingsError(message, "Check that it is a file, and that you may read it.") from error


def _written(file: Path) -> Iterator[_SettingEntry]:
    """The settings of ``site.toml`` in its order."""
    text, shown = _read(file), file.as_posix()
    lines = _lines(text)
    for table, value in _parse(shown, text).items():
        if not isinstance(value, dict) or table not in CHECKS:
            yield _SettingEntry(table, "", value, _place(shown, lines, table))
            continue
        for name, setting in value.items():
            yield _SettingEntry(table, name, setting, _place(shown, lines, table, name))


def _given(overrides: Mapping[str, Mapping[str, object]]) -> Iterator[_SettingEntry]:
    """The settings that were given as options."""
    for table, settings in overrides.items():
        for name, value in settings.items():
            yield _SettingEntry(table, name, value, f"command line: {table}.{name}")


def _parse(file: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also of a number with more digits than Python converts
        match = _AT.search(str(error))
        line = match[1] if match and match[1] else str(text.count("\n") + 1)
        reason = _AT.sub("", str(error))
        message = f"{file}:{line}: expected TOML, found something else ({reason})"
        raise SettingsError(message, _TOML) from None


def _lines(text: str) -> dict[tuple[str, str], int]:
    """Where tables and keys stand, by a look at how lines begin. Good enough to point at, and for nothing else."""
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


def _place(file: str, lines: Mapping[tuple[str, str], int], table: str, name: str = "") -> str:
    line = lines.get((table, name)) or lines.get((table, ""))
    setting = f"{table}.{name}" if name else table
    return f"{file}:{line}: {setting}" if line else f"{file}: {setting}"


def _shown(value: object) -> str:
    """A value for people: texts in quotes, other things as TOML has them, long ones cut."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        few = len(value) <= 10 and not any(isinstance(each, list | dict) for each in value)
        return f"[{', '.join(map(_shown, value))}]" if few and value else f"a{'n empty' * (not value)} list"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) >= _HUGE:
        return "a huge number"
    if not isinstance(value, str):
        return str(value)[:80]
    text = "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in value[:80])
    return f"'{text}'" if len(value) <= 80 else f"'{text}…'"
