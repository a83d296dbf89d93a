"""Words of plain text in any language: for related items, for search, and for everything else that compares headlines.

Scripts without spaces (Chinese, Japanese, Thai and others), and Korean, whose words end in particles, are cut into
overlapping pairs of characters. ``static/search.js`` cuts what a reader looks for in the same way.
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from unicodedata import normalize

UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e"  # Thai
    "\u0e81-\u0ecd"  # Lao
    "\u1000-\u103f\u1050-\u109f"  # Burmese
    "\u1780-\u17d3"  # Khmer
    "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"  # Chinese characters
    "\u3041-\u3096\u3099-\u309f\u30a1-\u30fa\u30fc-\u30ff"  # Japanese syllables
    "\uac00-\ud7a3"  # Korean syllables
)
"""Characters of which pairs are made, for a class of a regular expression. ``static/search.js`` has the same ones."""

_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7-\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3"
    "\u08d3-\u08e1\u08e3-\u0903\u093a-\u093c\u093e-\u094f\u0951-\u0957\u0962-\u0963\u0981-\u0983\u09bc"
    "\u09be-\u09c4\u09c7-\u09c8\u09cb-\u09cd\u09d7\u09e2-\u09e3\u09fe\u0a01-\u0a03\u0a3c\u0a3e-\u0a42"
    "\u0a47-\u0a48\u0a4b-\u0a4d\u0a51\u0a70-\u0a71\u0a75\u0a81-\u0a83\u0abc\u0abe-\u0ac5\u0ac7-\u0ac9"
    "\u0acb-\u0acd\u0ae2-\u0ae3\u0afa-\u0aff\u0b01-\u0b03\u0b3c\u0b3e-\u0b44\u0b47-\u0b48\u0b4b-\u0b4d"
    "\u0b55-\u0b57\u0b62-\u0b63\u0b82\u0bbe-\u0bc2\u0bc6-\u0bc8\u0bca-\u0bcd\u0bd7\u0c00-\u0c04\u0c3c"
    "\u0c3e-\u0c44\u0c46-\u0c48\u0c4a-\u0c4d\u0c55-\u0c56\u0c62-\u0c63\u0c81-\u0c83\u0cbc\u0cbe-\u0cc4"
    "\u0cc6-\u0cc8\u0cca-\u0ccd\u0cd5-\u0cd6\u0ce2-\u0ce3\u0d00-\u0d03\u0d3b-\u0d3c\u0d3e-\u0d44\u0d46-\u0d48"
    "\u0d4a-\u0d4d\u0d57\u0d62-\u0d63\u0d81-\u0d83\u0dca\u0dcf-\u0dd4\u0dd6\u0dd8-\u0ddf\u0df2-\u0df3\u0e31"
    "\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u1056-\u1059\u105e-\u1060"
    "\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f\u17b4-\u17d3\u3099-\u309a"
)
"""Signs that belong to the letter before them. ``\\w`` of :mod:`re` does not include them."""

_PLAIN_WORD = re.compile(r"[^\W\d_][^\W_]+")
_LONG_WORD = re.compile(r"[a-z][a-z0-9]{2,}")
_MARKED_WORD = re.compile(rf"(?P<run>[{UNSPACED}]+)|[^\W\d_{UNSPACED}](?:[^\W_{UNSPACED}]|[{_MARKS}])*")
_NEEDS_CARE = re.compile(f"[{UNSPACED}{_MARKS}]").search
_RUN = re.compile(f"[{UNSPACED}]+")
_CLUSTER = re.compile(f".[{_MARKS}]*", re.DOTALL)
_KANA = re.compile("[\u3041-\u309f]")

_SHORTEST = 3
"""Letters of a word in Latin script without accents. Shorter ones say nothing in most languages."""

_ENGLISH = """
about after all also and any are been before being best but can could did does for from get had has have her
here his how into its just like more most new not now off one only other our out over own per she should some
such than that the their them then there these they this those through too top under use using very via was
way were what when where which while who why will with would you your
"""
STOP_WORDS = frozenset(_ENGLISH.split())
"""Common English words of three or more letters, which say nothing about the subject of a headline. The list of the
library has ten times as many, among them *fire* and *home*."""

_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french",
    "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish",
    "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""Algorithms of Snowball by language. Words of other languages are compared as they are."""

_SCRIPTS = (
    ("\u0400", "\u052f", "ru", frozenset(["be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"])),
    ("\u0600", "\u06ff", "ar", frozenset(["ar", "fa", "ps", "sd", "ug", "ur"])),
    ("\u0900", "\u097f", "hi", frozenset(["bho", "hi", "mai", "mr", "ne", "sa"])),
)
"""First and last character of a script, the language that is assumed for it, and the languages that use it."""


class WordSplitter:
    """Splits texts of one language into the terms that are compared: stems of words, and pairs of characters."""

    def __init__(self, language: str) -> None:
        """``language`` is a BCP 47 tag, such as ``de-CH``."""
        self.language = language.partition("-")[0].lower()
        self._stop_words = load_stop_words(self.language)
        self._shortest = 2 if self.language == "vi" else _SHORTEST
        self._stems: dict[str, str] = {}
        self._stem = load_stemmer(self.language)

    def split(self, text: str, skip: frozenset[str] = frozenset()) -> list[str]:
        """Return the terms of a text that say something about its subject, in order, with repeats.

        Words in ``skip``, as :meth:`explain` returns them, are left out.

        >>> WordSplitter("en").split("The new GPT4: is it for the École?")
        ['gpt4', 'école']
        """
        lower = text.lower()
        is_ascii = lower.isascii()
        if is_ascii or not _NEEDS_CARE(lower):
            pattern = _LONG_WORD if is_ascii and self._shortest == _SHORTEST else _PLAIN_WORD
            known, found = self._stems.get, pattern.findall(lower)
            terms = [
                self._term(word) if (term := known(word)) is None else term
                for word in found
                if word not in skip
            ]
            return [term for term in terms if term]
        return [term for word, term in self._split_with_care(lower) if word not in skip]

    def explain(self, text: str) -> dict[str, str]:
        """Return the terms of a text, each with the first word that it stands for."""
        words: dict[str, str] = {}
        for word, term in self._split_with_care(text.lower()):
            words.setdefault(term, word)
        return words

    def _split_with_care(self, lower: str) -> Iterator[tuple[str, str]]:
        """Yield words or pairs, each with its term, of a text in which marks and pairs matter."""
        for found in _MARKED_WORD.finditer(normalize("NFC", lower)):
            word = found[0]
            if found["run"]:
                yield from ((pair, pair) for pair in self._significant_pairs(word))
            elif term := self._stems.get(word) or self._term(word):
                yield word, term

    def _term(self, word: str) -> str:
        """Return the stem of a word, "" for one that says nothing. Remembers it."""
        stems, stop_words, shortest = self._stem, self._stop_words, self._shortest
        if not word.isascii():
            shortest = 2
            if other := _language_of_script(word, self.language):
                stems, stop_words = load_stemmer(other), load_stop_words(other)
        term = "" if len(word) < shortest or word in stop_words else stems(word)
        self._stems[word] = term
        return term

    def _significant_pairs(self, run: str) -> Iterator[str]:
        """Yield the pairs of a run without those that only join words, or are part of a word that says nothing."""
        language = _language_of_run(run, self.language)
        stop_words, stop_pairs = load_stop_words(language), _stop_pairs(language)
        if run in stop_words:
            return
        for pair in cut_pairs(run):
            joins = len(_KANA.findall(pair)) == 1 and not _KANA.fullmatch(pair)
            if len(pair) > 1 and not joins and pair not in stop_pairs and not stop_words.issuperset(pair):
                yield pair


def cut_pairs(run: str) -> list[str]:
    """Return the overlapping pairs of characters of a run, each with its marks. A single character is returned alone.

    >>> cut_pairs("新幹線")
    ['新幹', '幹線']
    """
    clusters: list[str] = _CLUSTER.findall(run)
    if len(clusters) < 2:
        return clusters
    return [one + other for one, other in pairwise(clusters)]


def search_pairs(text: str) -> str:
    """Return the pairs of all runs of a text, each once, and the last character of each run, for a search index.

    A search finds a word by how it begins. With its last character, each character of a run begins one.
    """
    pairs: dict[str, None] = {}
    for run in _RUN.findall(normalize("NFC", text)):
        pairs.update(dict.fromkeys([*cut_pairs(run), _CLUSTER.findall(run)[-1]]))
    return " ".join(pairs)


def _language_of_script(word: str, language: str) -> str:
    """Return the language that the script of a word stands for, "" if ``language`` may be its own."""
    for first, last, assumed, users in _SCRIPTS:
        if first <= word[0] <= last:
            return "" if language in users else assumed
    return ""


def _language_of_run(run: str, language: str) -> str:
    first = run[0]
    if first >= "\uac00" and first <= "\ud7a3":
        return "ko"
    if first < "\u3000":
        return "th" if first < "\u0e80" else language
    return "ja" if language == "ja" or _KANA.search(run) else "zh"


@cache
def load_stop_words(language: str) -> frozenset[str]:
    """Return the words of a language that say nothing about the subject of a text; none for an unknown language."""
    if language == "en":
        return STOP_WORDS
    lists = _stop_word_lists()
    return frozenset([normalize("NFC", word.lower()) for word in lists.get(language, ())])


@cache
def _stop_word_lists() -> dict[str, list[str]]:
    """Return the lists of stopwordsiso. Importing the package would take ten times as long."""
    spec = find_spec("stopwordsiso")
    if spec is None or spec.origin is None:
        return {}
    lists: dict[str, list[str]] = json.loads(
        Path(spec.origin).with_name("stopwords-iso.json").read_text("utf-8")
    )
    return lists


@cache
def _stop_pairs(language: str) -> frozenset[str]:
    """Return the pairs of words that say nothing."""
    return frozenset(
        [pair for word in load_stop_words(language) for pair in cut_pairs(word) if len(word) > 1]
    )


@cache
def load_stemmer(language: str) -> Callable[[str], str]:
    """Return the function that reduces the words of a language to their stems."""
    name = _STEMMERS.get(language)
    if name is None:
        return str
    from Stemmer import Stemmer  # imported late: builds without a change need none

    stem: Callable[[str], str] = Stemmer(name).stemWord
    return stem
