"""Phrases met as whole words: case folded, NFKC, blanks and hyphens alike.

One pass over a text finds every phrase in it, however many there are: the words of the text are looked up among the
first words of the phrases.
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
def _split_tokens(folded: str) -> list[str]:
    """Return the tokens of a text. Several indexes look at one text in turn."""
    pattern = _TOKEN if folded.isascii() or not _UNSPACED.search(folded) else _SCRIPT_TOKEN
    return pattern.findall(folded)


class PhraseIndex:
    """Phrases, each with a number."""

    def __init__(self, phrases: Iterable[tuple[str, int]]) -> None:
        """Build the index of ``(phrase, number)``. A phrase without letters and digits is never met."""
        self._by_token: dict[str, dict[int, dict[str, list[int]]]] = {}
        """First token → number of tokens → tokens joined by blanks → numbers."""
        self._exact: dict[str, list[int]] = {}
        """Phrases that are looked for as they are: of scripts without blanks, or with a mark at an end."""
        for phrase, number in phrases:
            folded = fold_text(phrase)
            tokens = _TOKEN.findall(folded)
            if not has_word(folded):
                continue
            if _UNSPACED.search(folded) or not (_WORD.match(folded[0]) and _WORD.match(folded[-1])):
                self._exact.setdefault(folded, []).append(number)
            else:
                same_length = self._by_token.setdefault(tokens[0], {}).setdefault(len(tokens), {})
                same_length.setdefault(" ".join(tokens), []).append(number)

    def find(self, folded: str) -> dict[int, str]:
        """Return the numbers of all phrases in a folded text, each with the phrase as it was met."""
        found: dict[int, str] = {}
        for phrase, numbers in [*self._find_tokens(folded), *self._find_exact(folded)]:
            for number in numbers:
                found.setdefault(number, phrase)
        return found

    def _find_tokens(self, folded: str) -> Iterator[tuple[str, list[int]]]:
        firsts = self._by_token
        if not firsts:
            return
        tokens = _split_tokens(folded)
        if firsts.keys().isdisjoint(tokens):
            return
        for start in [place for place, token in enumerate(tokens) if token in firsts]:
            for count, phrases in firsts[tokens[start]].items():
                phrase = tokens[start] if count == 1 else " ".join(tokens[start : start + count])
                if phrase in phrases:
                    yield phrase, phrases[phrase]

    def _find_exact(self, folded: str) -> Iterator[tuple[str, list[int]]]:
        for phrase, numbers in self._exact.items():
            start = folded.find(phrase)
            while start >= 0 and not _is_whole(folded, start, phrase):
                start = folded.find(phrase, start + 1)
            if start >= 0:
                yield phrase, numbers


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
