"""The text of a rule → :class:`EntryRule`: a field, and a phrase or a regular expression between slashes."""

import re
from typing import get_args

from generator.base.phrases import fold_text, has_word
from generator.base.setting_types import InvalidSetting
from generator.base.suggest import closest_names
from generator.model.ingest_sources import EntryRule, RuleField

_FIELDS: dict[str, RuleField] = {field: field for field in get_args(RuleField)}
_PREFIX = re.compile(r"\s*([A-Za-z]{2,20})\s*:\s*(?=\S)")
_REGEX = re.compile(r"/(.*)/([A-Za-z]*)", re.DOTALL)
_INLINE_FLAGS = re.compile(r"(?<!\\)\(\?[aiLmsux-]+[:)]")
_LONGEST_TITLE = 300
"""Length of the longest title, in characters. A longer phrase can never match."""

_SIMILAR = 0.75


class InvalidRule(InvalidSetting):
    """A rule that is malformed or can never match. ``hint`` says how to fix it."""

    def __init__(self, expected: str, hint: str) -> None:
        super().__init__(expected)
        self.hint = hint


def parse_rule(value: object, default: RuleField = "text") -> EntryRule:
    """Parse a rule. Raises :class:`InvalidRule`.

    >>> parse_rule("category: Promotion")
    EntryRule(written='category: Promotion', field='category', phrase='Promotion', pattern='')
    """
    if not isinstance(value, str) or not value.strip():
        raise InvalidRule("a phrase such as 'sponsored'", "Remove the empty rule.")
    field, rest = _split_prefix(value, default)
    if rest.startswith("/") and (found := _REGEX.fullmatch(rest)):
        return EntryRule(value, field, pattern=_check_pattern(found[1], found[2]))
    if not has_word(fold_text(rest)):
        raise InvalidRule(
            "a phrase with a letter or a digit", "Phrases are whole words. Use /…/ to match punctuation."
        )
    if field == "title" and len(fold_text(rest)) > _LONGEST_TITLE:
        raise InvalidRule(f"a phrase of at most {_LONGEST_TITLE} characters", "No title is that long.")
    return EntryRule(value, field, phrase=rest)


def _split_prefix(value: str, default: RuleField) -> tuple[RuleField, str]:
    """Return the field of a rule and the rest. If the word before a colon is not a field, it is part of the phrase."""
    found = _PREFIX.match(value)
    if found is None:
        return default, value.strip()
    word = found[1].lower()
    if word in _FIELDS:
        return _FIELDS[word], value[found.end() :].strip()
    near = closest_names(word, _FIELDS, _SIMILAR)
    if near:
        hint = f"Did you mean {near[0]}:? If the colon is part of the phrase, write any: {value.strip()}"
        raise InvalidRule(f"one of {', '.join(f'{each}:' for each in _FIELDS)} before a phrase", hint)
    return default, value.strip()


def _check_pattern(pattern: str, flags: str) -> str:
    """Return a regular expression if it compiles. Raises :class:`InvalidRule`."""
    if flags:
        hint = f"Case is always ignored; write /{pattern}/ without the letters after it."
        raise InvalidRule("a regular expression without flags", hint)
    if _INLINE_FLAGS.search(pattern):
        hint = f"Case is always ignored; write /{_INLINE_FLAGS.sub('', pattern.replace('(?i:', '(?:'))}/."
        raise InvalidRule("a regular expression without inline flags", hint)
    if not pattern:
        raise InvalidRule("a regular expression between the slashes", "Remove the empty rule.")
    try:
        re.compile(pattern, re.IGNORECASE)
    except (re.error, RecursionError, OverflowError) as error:
        raise InvalidRule("a valid Python regular expression", f"It does not compile: {error}.") from None
    return pattern
