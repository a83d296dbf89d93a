"""Phrases met as whole words: case folded, NFKC, blanks and hyphens alike.

One pass over a text finds every phrase in it, however many there are.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from unicodedata import normalize

_UNSPACED_LETTER = (
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
_GAPS = dict.fromkeys(map(ord, "-_\u2010\u2011\u2012\u2013"), " ") | {ord("’"): "'"}
_TOKEN = re.compile(r"\w+|[^\w\s]")
_SCRIPT_TOKEN = re.compile(rf"(?:(?!{_UNSPACED_LETTER})\w)+|{_UNSPACED_LETTER}|[^\w\s]")
_WORD = re.compile(r"\w")
_LETTERS = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(_UNSPACED_LETTER)
"""Letters of scripts without blanks between words: Thai, Lao, Burmese, Khmer, Kana, Han."""


def fold_text(text: str) -> str:
    """Return the form that is compared.

    >>> fold_text("Low-Code  for Ｅveryone’s")
    "low code for everyone's"
    """
    if text.isascii():
        return " ".join(text.lower().replace("-", " ").replace("_", " ").split())
    folded = normalize("NFKC", normalize("NFKC", text).casefold())
    return " ".join(folded.translate(_GAPS).split())


def has_word(folded: str) -> bool:
    """Return whether a folded text has a letter or a digit: a phrase without any is never met."""
    return any(char.isalnum() for char in folded)


def count_words(text: str) -> int:
    """Return the number of words. A letter of a script without blanks counts as one."""
    if text.isascii():
        return len(_LETTERS.findall(text))
    return len(_UNSPACED.findall(text)) + len(_LETTERS.findall(_UNSPACED.sub(" ", text)))


@lru_cache(maxsize=16)
def _join_tokens(folded: str) -> str:
    """Return the tokens of a text between blanks. Several indexes look at one text in turn."""
    pattern = _TOKEN if folded.isascii() or not _UNSPACED.search(folded) else _SCRIPT_TOKEN
    return f" {' '.join(pattern.findall(folded))} "


class PhraseIndex:
    """Phrases, each with a number. One automaton finds all of them, in time linear in the text (Aho–Corasick).

    It reads a text as words between blanks. Phrases of scripts without blanks, or with a mark at an end, have another
    automaton, which reads the text as it is.
    """

    def __init__(self, phrases: Iterable[tuple[str, int]]) -> None:
        """Build the index of ``(phrase, number)``. A phrase without letters and digits is never met."""
        words: dict[str, list[int]] = {}
        exact: dict[str, list[int]] = {}
        for phrase, number in phrases:
            folded = fold_text(phrase)
            if not has_word(folded):
                continue
            if _UNSPACED.search(folded) or not (_WORD.match(folded[0]) and _WORD.match(folded[-1])):
                exact.setdefault(folded, []).append(number)
            else:
                words.setdefault(f" {' '.join(_TOKEN.findall(folded))} ", []).append(number)
        self._words, self._exact = _Automaton(words), _Automaton(exact)

    def find(self, folded: str) -> dict[int, str]:
        """Return the numbers of all phrases in a folded text, each with the phrase as it was met."""
        found: dict[int, str] = {}
        for phrase, _, numbers in self._words.find(_join_tokens(folded)) if self._words else ():
            for number in numbers:
                found.setdefault(number, phrase.strip())
        for phrase, start, numbers in self._exact.find(folded):
            if _is_whole(folded, start, phrase):
                for number in numbers:
                    found.setdefault(number, phrase)
        return found


class _Automaton:
    def __init__(self, phrases: dict[str, list[int]]) -> None:
        from ahocorasick_rs import AhoCorasick  # few commands look for phrases

        self._phrases = list(phrases.items())
        self._automaton = AhoCorasick(list(phrases)) if phrases else None

    def __bool__(self) -> bool:
        return self._automaton is not None

    def find(self, text: str) -> Iterator[tuple[str, int, list[int]]]:
        """Yield ``(phrase, start, numbers)`` of every match, also of those that overlap."""
        if self._automaton is not None:
            for place, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
                phrase, numbers = self._phrases[place]
                yield phrase, start, numbers


def _is_whole(text: str, start: int, phrase: str) -> bool:
    """Return whether a phrase that stands at ``start`` begins and ends with whole words."""
    end = start + len(phrase)
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return not (_joins(before, phrase[0]) or _joins(after, phrase[-1]))


def _joins(outer: str, inner: str) -> bool:
    """Return whether the character beside a phrase belongs to the word that the phrase begins or ends with.

    A letter also joins a mark: ``.NET`` is not met in ``ASP.NET``.
    """
    return bool(_WORD.match(outer)) and not _UNSPACED.match(outer) and not _UNSPACED.match(inner)
