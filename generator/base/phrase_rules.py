"""Rules of phrases: what a text must have, and what it must not have. Collecting and building share them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.base.phrases import PhraseIndex, fold_text


@dataclass(frozen=True, slots=True)
class PhraseRule:
    """A text passes with one phrase of ``any``, if there are any, each of ``all``, and none of ``none``.

    ``field`` names the text.
    """

    field: str = ""
    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()


_NOTHING: Mapping[int, str] = {}


class PhraseRules:
    """Many rules, compiled once: one pass over a text decides all of them."""

    def __init__(self, rules: Sequence[PhraseRule]) -> None:
        self._rules = rules
        self._wanted = [frozenset(map(fold_text, rule.all)) for rule in rules]
        phrases: list[tuple[str, int]] = []
        self._roles: list[tuple[int, str]] = []
        for row, rule in enumerate(rules):
            for role, given in (("any", rule.any), ("all", rule.all), ("none", rule.none)):
                phrases += [(phrase, len(self._roles) + place) for place, phrase in enumerate(given)]
                self._roles += [(row, role)] * len(given)
        self._index = PhraseIndex(phrases) if phrases else None

    def decide(self, texts: Mapping[str, str], given: Mapping[int, str] = _NOTHING) -> dict[int, str]:
        """Return the rules that pass, by their places and in their order, with the phrases that let them.

        ``texts`` are folded, by field. ``given`` has reasons by which rules pass anyway, unless they forbid a phrase.
        """
        met: dict[int, dict[str, list[str]]] = {}
        for field, text in texts.items():
            hits = self._index.find(text) if self._index else {}
            for number, phrase in sorted(hits.items()):
                row, role = self._roles[number]
                if self._rules[row].field == field:
                    met.setdefault(row, {}).setdefault(role, []).append(phrase)
        reasons = {row: self._reason(row, met.get(row, {}), given) for row in sorted({*met, *given})}
        return {row: reason for row, reason in reasons.items() if reason}

    def _reason(self, row: int, met: Mapping[str, list[str]], given: Mapping[int, str]) -> str:
        wanted, any_met = self._wanted[row], met.get("any", [])
        if met.get("none"):
            return ""
        if row in given:
            return given[row]
        if not wanted <= set(met.get("all", ())) or not (any_met or (wanted and not self._rules[row].any)):
            return ""
        return ", ".join([*any_met[:1], *sorted(wanted)])
