"""Find the encoding of text that is not UTF-8, or admit that it is not clear.

chardet ranks the encodings. A guess counts only if the decoded text is plausible (one script, no symbols that people
do not write, no capitals within words) and clearly better than the next different text. Otherwise mojibake could be
published. Decision 0058 has the table that this was measured on.
"""

import re
from itertools import pairwise
from unicodedata import category, name

_MARGIN = 1.3
"""How much more likely the best text must be than the next."""

_MOST = 60_000
"""Bytes that are examined."""

_CANDIDATES = (
    *("windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255"),
    *("windows-1256", "windows-1257", "iso8859-2", "iso8859-5", "iso8859-7", "iso8859-8", "iso8859-9"),
    *("iso8859-15", "koi8-r", "koi8-u", "cp866", "cp874", "cp932", "euc-jp", "gb18030", "big5", "cp949"),
    *("macroman", "maccyrillic", "cp850", "cp437"),
)

_DEFAULT = "windows-1252"
"""The encoding of text with no other sign (WHATWG Encoding standard), and the likelier one of two that are close."""

_TWIN = "maccyrillic"
"""The encoding that differs from windows-1251 in capitals only, so that nearly all text in one is text in both."""

_SERBIAN = frozenset("ЂЃЉЊЌЋЏђѓљњќћџ")
_RUSSIAN = frozenset("щъыьэюяёЩЪЫЬЭЮЯЁ")
"""Letters that no language has together."""

_ICELANDIC = frozenset("þÞðÐ")
"""Letters of windows-1252 that are likelier those of other languages in another encoding."""

_SYMBOLS = frozenset("«»„“”‘’‚‹›–—…•·€£¥§°©®™№¿¡\u00a0×÷±²³½¼¾ºª´")
"""Characters outside ASCII, other than letters, that people write."""

_SCRIPTS = {
    "HIRAGANA": "CJK",
    "KATAKANA": "CJK",
    "KATAKANA-HIRAGANA": "CJK",
    "HALFWIDTH": "CJK",
    "FULLWIDTH": "CJK",
}

_CONTROLS = bytes([*range(9), *range(0x0B, 0x20), 0x7F])

_SYMBOL_IN_WORD = re.compile(r"[^\W\d_][«»„“‘‚‹›•€£¥§°©®™№¿¡×÷±²³½¼¾][^\W\d_]")
"""A symbol between two letters, where people do not write one."""

_EAST_ASIAN = re.compile(r"[\u3040-\u9fff\uac00-\ud7af\uff00-\uffef]+")
_SPLIT = re.compile(r"(?<=[A-Za-z])[\u3040-\u9fff\uac00-\ud7af\uff00-\uffef](?=[A-Za-z])")

_WORD = re.compile(r"[^\W\d_]+")


def find_encoding(data: bytes) -> str:
    """Return the encoding of bytes that are not UTF-8, "" if it is not clear.

    ``utf-8`` means UTF-8 with slips: a few bytes from another encoding.
    """
    if encoding := find_utf_16(data):
        return encoding
    if _is_utf_8_with_slips(data):
        return "utf-8"
    odd = b"\n".join(line for line in data.splitlines() if not line.isascii())[:_MOST]
    odd = odd.translate(None, _CONTROLS)
    if _has_only_symbols(odd):
        return _DEFAULT
    has_doubtful_letters = not _ICELANDIC.isdisjoint(odd.decode(_DEFAULT, "replace"))
    return _choose(_rank(odd), "" if has_doubtful_letters else _DEFAULT)


def find_utf_16(data: bytes) -> str:
    """Return UTF-16 without a byte order mark: ASCII characters, such as those of the fields, have a zero byte."""
    start = data[:200]
    for first, codec in ((b"-\0-\0-\0", "utf-16-le"), (b"\0-\0-\0-", "utf-16-be")):
        if start.startswith(first):
            return codec
    if len(start) >= 6 and start.count(0) * 4 >= len(start):
        if start[1::2].count(0) > 4 * start[::2].count(0):
            return "utf-16-le"
        if start[::2].count(0) > 4 * start[1::2].count(0):
            return "utf-16-be"
    return ""


def _is_utf_8_with_slips(data: bytes) -> bool:
    """Return whether no more bytes are invalid than belong to valid characters outside ASCII."""
    text = data.decode("utf-8", "surrogateescape")
    slips = sum(1 for char in text if "\udc80" <= char <= "\udcff")
    valid = sum(not byte < 0x80 for byte in data) - slips
    return valid >= slips > 0


def _has_only_symbols(odd: bytes) -> bool:
    """Return whether all characters outside ASCII are symbols in windows-1252, such as dashes and quotes."""
    return all(char.isascii() or char in _SYMBOLS for char in odd.decode(_DEFAULT, "replace"))


def _rank(odd: bytes) -> list[tuple[float, str]]:
    """Return the plausible encodings with their likelihood, the best first, one for each different text."""
    import chardet  # imported late: hardly any record needs it

    texts: dict[str, tuple[float, str]] = {}
    for result in chardet.detect_all(odd, ignore_threshold=True, include_encodings=_CANDIDATES):
        encoding = (result["encoding"] or "").lower()
        try:
            text = odd.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if _is_plausible(text):
            known = texts.get(text, (result["confidence"], encoding))
            texts[text] = (known[0], _DEFAULT) if encoding == _DEFAULT else known
    return sorted(texts.values(), reverse=True)


def _choose(ranked: list[tuple[float, str]], default: str) -> str:
    """Return the encoding that is clearly the best, else ``default`` if it is close to the best, else ""."""
    if any(encoding == "windows-1251" for _, encoding in ranked):
        ranked = [each for each in ranked if each[1] != _TWIN]
    if not ranked:
        return ""
    best = ranked[0][0]
    close = [encoding for confidence, encoding in ranked if confidence * _MARGIN > best]
    if len(close) == 1:
        return close[0]
    return default if default in close else ""


def _is_plausible(text: str) -> bool:
    """Return whether people may have written a text."""
    odd = {char for char in text if not char.isascii()}
    letters = {char for char in odd if char.isalpha()}
    if not letters or "â€" in text or not all(map(_is_usual, odd - letters)):
        return False
    has_strange_letters = not _SERBIAN.isdisjoint(letters) and not _RUSSIAN.isdisjoint(letters)
    if has_strange_letters or len({_script(char) for char in letters}) > 1:
        return False
    if _SYMBOL_IN_WORD.search(text) or _is_mostly_split(text):
        return False
    words = _WORD.findall(text)
    return all(map(_is_plausible_word, words)) and (len(letters) > 1 or _has_mixed_word(words))


def _is_mostly_split(text: str) -> bool:
    """Return whether most characters of East Asia stand alone between ASCII letters: accents of another encoding."""
    runs = _EAST_ASIAN.findall(text)
    return bool(runs) and 2 * len(_SPLIT.findall(text)) > len(runs)


def _is_usual(char: str) -> bool:
    """Return whether a character other than a letter is usual: a symbol, a mark, or punctuation of East Asia."""
    return (
        char in _SYMBOLS
        or category(char)[0] == "M"
        or "\u3000" <= char <= "\u303f"
        or "\uff00" <= char <= "\uffef"
    )


def _is_plausible_word(word: str) -> bool:
    """Return whether a word has one script, or is of East Asia, and no capital after a small letter outside ASCII."""
    if word.isascii():
        return True
    scripts = {_script(char) for char in word}
    if len(scripts) > 1 and not scripts & {"CJK", "HANGUL"}:
        return False
    return not any(a.islower() and b.isupper() for a, b in pairwise(word))


def _has_mixed_word(words: list[str]) -> bool:
    """Return whether a word has letters of ASCII and others (``café``). One strange letter alone says nothing."""
    return any(not word.isascii() and any(map(str.isascii, word)) for word in words)


def _script(char: str) -> str:
    first = name(char, "?").partition(" ")[0]
    return _SCRIPTS.get(first, first)
