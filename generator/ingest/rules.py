"""Compile the rules for entries, and decide about an entry by them.

The order is: drop rules for all sources, drop rules of the source, languages, length of the title, keep rules for all
sources, keep rules of the source. The first match decides. If there are keep rules, an entry must match one of them.
"""

import re
from collections.abc import Sequence
from unicodedata import normalize

from generator.base.phrases import PhraseIndex, count_words, fold_text
from generator.model.ingest import Entry, RuleDecision
from generator.model.ingest_sources import EntryRule, RuleField, RuleSet, Source

LONGEST_TEXT = 2000
"""Characters that a regular expression is tried on."""

_FIELDS: dict[RuleField, tuple[str, ...]] = {
    "title": ("title",),
    "text": ("title", "excerpt"),
    "url": ("url",),
    "author": ("author",),
    "category": ("category",),
    "any": ("title", "excerpt", "url", "author", "category"),
}
"""The fields of an entry that each prefix of a rule covers."""


class EntryTexts:
    """The texts of an entry by field. Each is folded at most once."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self._folded: dict[str, tuple[str, ...]] = {}

    def plain(self, field: str) -> tuple[str, ...]:
        """Return the texts of a field."""
        match field:
            case "author":
                return self.entry.authors
            case "category":
                return self.entry.categories
            case _:
                text: str = getattr(self.entry, field)
                return (text,) if text else ()

    def folded(self, field: str) -> tuple[str, ...]:
        """Return the texts of a field, folded for comparison with phrases."""
        known = self._folded.get(field)
        if known is None:
            known = self._folded[field] = tuple([fold_text(text) for text in self.plain(field)])
        return known


class CompiledRules:
    """A list of rules. ``scope`` names it in decisions: ``[rules] drop``, ``drop of hedgerow``."""

    def __init__(self, rules: Sequence[EntryRule], scope: str) -> None:
        self.scope = scope
        self.rules = tuple(rules)
        phrases: dict[str, list[tuple[str, int]]] = {}
        self._patterns: list[tuple[int, re.Pattern[str], tuple[str, ...]]] = []
        for number, rule in enumerate(rules):
            fields = _FIELDS[rule.field]
            if rule.pattern:
                self._patterns.append((number, re.compile(rule.pattern, re.IGNORECASE), fields))
            for field in fields if rule.phrase else ():
                phrases.setdefault(field, []).append((rule.phrase, number))
        self._phrases = {field: PhraseIndex(found) for field, found in phrases.items()}

    def first_match(self, texts: EntryTexts) -> RuleDecision | None:
        """Return the first rule that matches an entry, as a decision to keep it; ``None`` if none does."""
        met: dict[int, tuple[str, str]] = {}
        for field, index in self._phrases.items():
            for text in texts.folded(field):
                for number, phrase in index.find(text).items():
                    met.setdefault(number, (field, phrase))
        for number, pattern, fields in self._patterns:
            if met and min(met) < number:
                break
            if found := _search(pattern, fields, texts):
                met[number] = found
        if not met:
            return None
        number = min(met)
        return RuleDecision(True, self.scope, self.rules[number].written, *met[number])


def _search(pattern: re.Pattern[str], fields: tuple[str, ...], texts: EntryTexts) -> tuple[str, str] | None:
    """Return the field that a regular expression matches and the text that it matched."""
    for field in fields:
        for text in texts.plain(field):
            found = pattern.search(normalize("NFKC", text)[:LONGEST_TEXT])
            if found:
                return field, found[0]
    return None


class CompiledRuleSet:
    """The rules for all sources, or those of one."""

    def __init__(self, rules: RuleSet, source_id: str = "") -> None:
        names = (
            (f"drop of {source_id}", f"keep of {source_id}")
            if source_id
            else ("[rules] drop", "[rules] keep")
        )
        self.drop = CompiledRules(rules.drop, names[0])
        self.keep = CompiledRules(rules.keep, names[1])


def decide_entry(
    entry: Entry, source: Source, general: CompiledRuleSet, own: CompiledRuleSet
) -> RuleDecision:
    """Return whether an entry is kept, and which rule decided. ``own`` are the rules of its source."""
    texts = EntryTexts(entry)
    for rules in (general.drop, own.drop):
        if met := rules.first_match(texts):
            return RuleDecision(False, met.scope, met.rule, met.field, met.found)
    if refused := _refuse_language(entry, source) or _refuse_title(entry, source):
        return refused
    for rules in (general.keep, own.keep):
        if met := rules.first_match(texts):
            return met
    if general.keep.rules or own.keep.rules:
        scopes = [rules.scope for rules in (general.keep, own.keep) if rules.rules]
        return RuleDecision(False, " and ".join(scopes), "no rule matched")
    return RuleDecision(True)


def _refuse_language(entry: Entry, source: Source) -> RuleDecision | None:
    """Refuse an entry in a language that is not wanted. An entry without a declared language passes."""
    wanted = [language.lower() for language in source.languages]
    declared = entry.language.lower()
    if (
        not wanted
        or not declared
        or any(declared == each or declared.startswith(f"{each}-") for each in wanted)
    ):
        return None
    return RuleDecision(False, "languages", ", ".join(source.languages), "language", entry.language)


def _refuse_title(entry: Entry, source: Source) -> RuleDecision | None:
    if count_words(entry.title) >= source.min_title:
        return None
    return RuleDecision(False, "min_title", str(source.min_title), "title", entry.title)
