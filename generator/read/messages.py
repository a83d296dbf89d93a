"""Load the interface texts of a language from the files ``words/TAG.toml`` of the theme.

A theme may translate the whole site or replace single texts. A missing text comes from the shipped theme in that
language, else from English.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Any

import msgspec

from generator.base.errors import TemplateError
from generator.base.suggest import closest_names
from generator.model.messages import Messages, Plural

FOLDER = "words/"

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Characters that neither HTML nor XML allows. One of them would make every feed invalid."""


def language_tags(language: str) -> list[str]:
    """Return the tags whose texts apply to a language, the most specific last.

    >>> language_tags("de-CH")
    ['de', 'de-CH']
    """
    parts = language.split("-")
    return ["-".join(parts[: number + 1]) for number in range(len(parts))]


def load_messages(language: str, files: Mapping[str, Sequence[tuple[str, str]]]) -> Messages:
    """Return the texts of a language.

    ``files`` maps names (``words/de.toml``, in any case) to pairs of content and path. The first pair of a name takes
    precedence over the others.

    Raises :class:`TemplateError` for an unknown key or an invalid text.
    """
    known: dict[str, list[tuple[str, str]]] = {}
    for name, tables in files.items():
        known.setdefault(name.casefold(), []).extend(tables)
    chosen = [known.get(f"{FOLDER}{tag}.toml".casefold(), []) for tag in language_tags(language)]
    words = msgspec.to_builtins(Messages())
    for text, file in [table for tables in chosen for table in reversed(tables)]:
        _merge(words, _parse(text, file), file, "")
    return msgspec.convert(words, Messages)


def find_untranslated(language: str, files: Mapping[str, object]) -> tuple[str, ...]:
    """Return a language that has no texts, and the languages that have; nothing if it has, or is English.

    >>> find_untranslated("fr-CA", {"words/de.toml": ...})
    ('fr-CA', 'de', 'en')
    """
    known = {"en", *[name.removeprefix(FOLDER).removesuffix(".toml") for name in files]}
    wanted = {tag.casefold() for tag in language_tags(language)}
    return () if wanted & {tag.casefold() for tag in known} else (language, *sorted(known))


def _parse(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except ValueError as error:
        raise TemplateError(f"{file}: not valid TOML ({error})") from None


def _merge(words: dict[str, Any], given: dict[str, Any], file: str, where: str) -> None:
    """Replace known texts by given ones, table by table."""
    for name, value in given.items():
        if name not in words:
            near = closest_names(name, words)
            raise TemplateError(
                f"{file}: {where}{name}: unknown key", f"Did you mean {near[0]}?" if near else ""
            )
        if isinstance(words[name], dict) and isinstance(value, dict):
            _merge(words[name], value, file, f"{where}{name}.")
        else:
            words[name] = _check_text(words[name], value, file, where + name)


def _check_text(before: object, value: object, file: str, where: str) -> str:
    """Return a text that may replace ``before``. It must not have placeholders that ``before`` lacks."""
    if not isinstance(before, str) or not isinstance(value, str):
        expected = "text" if isinstance(before, str) else f"a table ({', '.join(Plural.__struct_fields__)})"
        raise TemplateError(f"{file}: {where}: expected {expected}, found {value!r:.40}")
    if _CONTROL.search(value):
        raise TemplateError(f"{file}: {where}: expected text, found a control character in {value!r:.40}")
    allowed = _placeholders(before) | (
        {"n"} if where.rpartition(".")[2] in Plural.__struct_fields__ else set()
    )
    try:
        unknown = _placeholders(value) - allowed
    except ValueError as error:
        raise TemplateError(f"{file}: {where}: {error}", "Write {{ for a literal brace.") from None
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in sorted(allowed)) or "none"
        raise TemplateError(
            f"{file}: {where}: unknown placeholder {{{min(unknown)}}}", f"Placeholders of this text: {known}."
        )
    return value


def _placeholders(text: str) -> set[str]:
    """Return the placeholders of a text, with conversion and format, so that no name can reach into a value."""
    return {
        f"{name}{f'!{conversion}' if conversion else ''}{f':{form}' if form else ''}"
        for _, name, form, conversion in Formatter().parse(text)
        if name is not None
    }
