"""The words of a site's language: the files ``words/TAG.toml`` of its theme, laid over English one by one.

A theme may translate the site, or only call one thing by another name. What is left out stays what the shipped theme
says in that language, else English.
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
"""What neither HTML nor XML may hold; one of them would spoil every feed."""


def language_tags(language: str) -> list[str]:
    """Return the tags whose words hold for a language, the narrowest last: ``de-CH`` → ``["de", "de-CH"]``."""
    parts = language.split("-")
    return ["-".join(parts[: number + 1]) for number in range(len(parts))]


def load_messages(language: str, files: Mapping[str, Sequence[tuple[str, str]]]) -> Messages:
    """Return the words of a language. ``files`` maps names (``words/de.toml``) to texts and what these are called, the
    first of which goes before the others.

    Case does not count in names. Raises :class:`TemplateError` for words that there are not, and texts that are none.
    """
    known: dict[str, list[tuple[str, str]]] = {}
    for name, tables in files.items():
        known.setdefault(name.casefold(), []).extend(tables)
    chosen = [known.get(f"{FOLDER}{tag}.toml".casefold(), []) for tag in language_tags(language)]
    words = msgspec.to_builtins(Messages())
    for text, file in [table for tables in chosen for table in reversed(tables)]:
        _lay(words, _parse(text, file), file, "")
    return msgspec.convert(words, Messages)


def _parse(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except ValueError as error:
        raise TemplateError(f"{file}: expected TOML, found something else ({error})") from None


def _lay(words: dict[str, Any], given: dict[str, Any], file: str, where: str) -> None:
    """Put given words in the place of known ones, table by table."""
    for name, value in given.items():
        if name not in words:
            near = closest_names(name, words)
            raise TemplateError(
                f"{file}: {where}{name}: unknown word", f"Did you mean {near[0]}?" if near else ""
            )
        if isinstance(words[name], dict) and isinstance(value, dict):
            _lay(words[name], value, file, f"{where}{name}.")
        else:
            words[name] = _checked(words[name], value, file, where + name)


def _checked(before: object, value: object, file: str, where: str) -> str:
    """Return a text that can stand where ``before`` stood: it must not ask for what nobody puts in."""
    if not isinstance(before, str) or not isinstance(value, str):
        expected = "text" if isinstance(before, str) else f"a table ({', '.join(Plural.__struct_fields__)})"
        raise TemplateError(f"{file}: {where}: expected {expected}, found {value!r:.40}")
    if _CONTROL.search(value):
        raise TemplateError(f"{file}: {where}: expected text, found a control character in {value!r:.40}")
    allowed = _places(before) | ({"n"} if where.rpartition(".")[2] in Plural.__struct_fields__ else set())
    try:
        beyond = _places(value) - allowed
    except ValueError as error:
        raise TemplateError(f"{file}: {where}: {error}", "Write {{ for a brace.") from None
    if beyond:
        may = ", ".join(f"{{{name}}}" for name in sorted(allowed)) or "none"
        raise TemplateError(f"{file}: {where}: {{{min(beyond)}}} is not known here", f"Known: {may}.")
    return value


def _places(text: str) -> set[str]:
    """Return the names between braces: whole, so that no name can reach into a value."""
    return {
        f"{name}{f'!{conversion}' if conversion else ''}{f':{form}' if form else ''}"
        for _, name, form, conversion in Formatter().parse(text)
        if name is not None
    }
