"""Load :class:`SourcesFile` from ``sources.toml``. All problems are reported at once, each with its line."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from generator.base import setting_types as types
from generator.base.errors import join_problems, no_content_folder
from generator.base.setting_types import Check, InvalidSetting, NotTextError
from generator.base.toml_text import format_value, list_choices, parse_toml, read_toml_text, suggest_setting
from generator.base.urls import canonical_url
from generator.ingest import source_checks as checks
from generator.ingest.rule_text import InvalidRule
from generator.ingest.source_checks import InvalidRules
from generator.ingest.source_lines import SourceLines
from generator.model.ingest_sources import (
    FetchSettings,
    ImagePolicy,
    RuleSet,
    Source,
    SourceKind,
    SourcesFile,
    UpdatePolicy,
)

FILE = "sources.toml"

_SHARED: dict[str, Check] = {
    "every": checks.duration,
    "folder": checks.folder,
    "excerpt": types.whole_number(0, 2000),
    "max_age": types.whole_number(0, 36_500),
    "first_items": types.whole_number(0, 1000),
    "update": types.one_of(*get_args(UpdatePolicy)),
    "pictures": types.one_of(*get_args(ImagePolicy)),
    "authors": types.boolean,
}
"""The settings of ``[fetch]`` that a source may have itself."""

_CHOICE: dict[str, Check] = {
    "languages": checks.languages,
    "min_title": types.whole_number(0, 100),
    "unmatched": types.one_of("keep", "drop"),
}
"""The settings of ``[rules]`` that a source may have itself."""

_RULES: dict[str, Check] = {"drop": checks.rules, "keep": checks.rules}

CHECKS: dict[str, dict[str, Check]] = {
    "fetch": {**_SHARED, "contact": checks.contact, "lists": checks.places},
    "rules": {**_RULES, **_CHOICE},
    "source": {
        "id": checks.source_id,
        "url": checks.address,
        "site": checks.address,
        "name": checks.label,
        "provider": checks.label,
        "topics": checks.names,
        "quality": checks.quality,
        "kind": types.one_of(*get_args(SourceKind)),
        "type": checks.kind,
        "categories": checks.categories,
        "paused": types.boolean,
        "locale": types.locale,
        "published": types.boolean,
        "allow_provider": types.boolean,
        "allow_private": types.boolean,
        "header": checks.headers,
        **_RULES,
        **_SHARED,
        **_CHOICE,
    },
}
"""The check of every setting. A test compares this table with the model."""

_UNQUOTED_HINT = "Write numbers, true and false without quotes."
_MISSING_HINT = (
    'Each [[source]] needs an id and a url: id = "hedgerow", url = "https://hedgerow.example/feed.xml".'
)


def load_sources(content: Path) -> SourcesFile:
    """Load ``sources.toml`` of a content folder; an empty one if there is none.

    Raises :class:`SettingsError` with one line per problem, or if there is no such folder.
    """
    if not content.is_dir():
        raise no_content_folder(content)
    file = content / FILE
    return parse_sources(read_toml_text(file), file.as_posix())


def parse_sources(text: str, shown: str) -> SourcesFile:
    """Parse the text of a ``sources.toml``. ``shown`` is its name in messages. Raises as :func:`load_sources`."""
    return _Reader(text, shown).read()


class _Reader:
    """Reads one file and collects its errors."""

    def __init__(self, text: str, shown: str) -> None:
        self._shown = shown
        self._lines = SourceLines(text)
        self._tables = parse_toml(shown, text)
        self._problems: list[tuple[int, str, str]] = []

    def read(self) -> SourcesFile:
        """Return the file. Raises :class:`SettingsError`."""
        known = {"[fetch]": "fetch", "[rules]": "rules", "[[source]]": "source"}
        for name in [each for each in self._tables if each not in known.values()]:
            hint = suggest_setting(name, known | _everywhere()) or list_choices(known)
            self._add(self._lines.find(name), name, "unknown setting", hint)
        fetch = self._read_table("fetch")
        rules = self._read_table("rules")
        general = {name: rules[name] for name in _CHOICE if name in rules}
        shared = {name: fetch[name] for name in _SHARED if name in fetch}
        sources = self._read_sources(shared | general)
        if self._problems:
            ordered = sorted(self._problems, key=lambda each: each[0])
            raise join_problems([(message, hint) for _, message, hint in ordered])
        return SourcesFile(FetchSettings(**fetch, **general), _rule_set(rules), sources)

    def _read_table(self, table: str) -> dict[str, Any]:
        given = self._tables.get(table, {})
        if isinstance(given, dict):
            return self._check(table, 0, table, given)
        found = f"expected a table, found {format_value(given)}"
        self._add(self._lines.find(table), table, found, f"Write [{table}] on a line of its own.")
        return {}

    def _read_sources(self, defaults: Mapping[str, Any]) -> tuple[Source, ...]:
        given = self._tables.get("source", [])
        if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
            found = f"expected blocks of [[source]], found {format_value(given)}"
            self._add(self._lines.find("source"), "source", found, "Write [[source]], with two brackets.")
            return ()
        sources = [self._read_source(index, each, defaults) for index, each in enumerate(given)]
        read = [source for source in sources if source is not None]
        self._find_twins(read)
        return tuple(read)

    def _read_source(self, index: int, given: dict[str, Any], defaults: Mapping[str, Any]) -> Source | None:
        label = f"source '{given['id']}'" if isinstance(given.get("id"), str) else f"source {index + 1}"
        line = self._lines.find("source", index)
        values = self._check("source", index, label, given)
        for name in ("id", "url"):
            if name not in given:
                self._add(line, f"{label}: {name}", "missing", _MISSING_HINT)
        if "id" not in values or "url" not in values:
            return None
        own = {name: value for name, value in values.items() if name not in (*_RULES, "header")}
        return Source(
            **{**defaults, **own}, rules=_rule_set(values), headers=values.get("header", ()), line=line
        )

    def _find_twins(self, sources: list[Source]) -> None:
        """Report two sources with one id, or with one URL."""
        ids: dict[str, Source] = {}
        urls: dict[str, Source] = {}
        for source in sources:
            first = ids.setdefault(source.id, source)
            if first is not source:
                hint = "The id names the source in its records: give each its own."
                message = f"the id is used twice (also on line {first.line})"
                self._add(source.line, f"source '{source.id}'", message, hint)
            first = urls.setdefault(canonical_url(source.url), source)
            if first is not source:
                message = f"the same URL as source '{first.id}' (line {first.line})"
                self._add(source.line, f"source '{source.id}': url", message, "Remove one of the two.")

    def _check(self, table: str, index: int, label: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the valid settings of a table."""
        values: dict[str, Any] = {}
        for name, value in given.items():
            line = self._lines.find(table, index, name)
            where = f"{label}: {name}" if table == "source" else f"{table}.{name}"
            if name not in CHECKS[table]:
                self._add(line, where, "unknown setting", _suggest(table, name))
                continue
            try:
                values[name] = CHECKS[table][name](value)
            except InvalidSetting as error:
                self._add_invalid(line, where, error, value)
        return values

    def _add_invalid(self, line: int, where: str, error: InvalidSetting, value: object) -> None:
        if isinstance(error, InvalidRules):
            for single, number, rule in error.errors:
                self._add_invalid(self._lines.find_element(line, rule), f"{where}[{number}]", single, rule)
            return
        hint = error.hint if isinstance(error, InvalidRule) else ""
        found = format_value(value)
        if isinstance(error, NotTextError) and isinstance(value, str):
            found, hint = f"the text {found}", _UNQUOTED_HINT
        if where.endswith(": header") or (where.endswith(": url") and "@" in found):
            found = "something else"  # it may be a secret
        self._add(line, where, f"expected {error}, found {found}", hint)

    def _add(self, line: int, where: str, message: str, hint: str) -> None:
        place = f"{self._shown}:{line}" if line else self._shown
        self._problems.append((line, f"{place}: {where}: {message}", hint))


def _rule_set(values: Mapping[str, Any]) -> RuleSet:
    return RuleSet(values.get("drop", ()), values.get("keep", ()))


def _everywhere() -> dict[str, str]:
    return {f"{table}.{name}": name for table in CHECKS for name in CHECKS[table]}


def _suggest(table: str, name: str) -> str:
    here = {f"{table}.{each}": each for each in CHECKS[table]}
    return suggest_setting(name, here) or suggest_setting(name, _everywhere()) or list_choices(CHECKS[table])
