"""Figures and weekdays of headlines. Two articles with different ones are about different events.

A figure is written with digits. Digits that belong to a name are none: *GPT-3*, *COVID-19*, *5G*, *Q2*.
"""

import re
from unicodedata import normalize

from generator.base.words import UNSPACED

LARGE = 100
"""Figures from here on are rarely equal by chance."""

_SCALES = {
    3: "k thousand tausend tsd mille mil millar тысяч тысячи тыс ألف آلاف 千",
    4: "万 萬 만",
    6: "m mn mln mio million millions millionen millón millones миллион миллиона миллионов млн مليون ملايين 百万",
    8: "億 亿 억",
    9: "b bn billion billions mrd milliarde milliarden milliard milliards миллиард миллиарда миллиардов млрд مليار",
}
_SCALE_OF = {word: power for power, words in _SCALES.items() for word in words.split()}
_UNITS = "|".join(sorted(map(re.escape, _SCALE_OF), key=len, reverse=True))

_DIGITS = r"\d+(?:[.,'’\u00a0\u202f\u2009٬٫]\d+)*"
_BEFORE = rf"(?<![^\W_{UNSPACED}])(?<![^\W\d_{UNSPACED}][-‐‑])"
_AFTER = rf"(?:[\s-]?(?P<unit>(?i:{_UNITS}))(?![^\W_{UNSPACED}])|(?![^\W_{UNSPACED}]))"
_FIGURE = re.compile(
    f"{_BEFORE}(?P<digits>{_DIGITS}){_AFTER}"
)  # ignoring case everywhere takes 20 ms to compile
_GROUP_BY_SPACE = re.compile(r"(?<![\d.,])(\d{1,3}) (?=\d{3}(?:\D|$))")
_THOUSANDS = re.compile(r"\d{1,3}(?:([.,'’\u00a0\u202f\u2009٬])\d{3})(?:\1\d{3})*|\d{1,2}(?:,\d{2})+,\d{3}")
_DECIMAL = re.compile(r"(\d+)[.,٫](\d+)")

_WEEKDAYS = {
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "ru": "понедельник вторник среду четверг пятницу субботу воскресенье",
    "ar": "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    "ja": "月曜 火曜 水曜 木曜 金曜 土曜 日曜",
    "zh": "星期一 星期二 星期三 星期四 星期五 星期六 星期日",
}
_WEEKDAY_OF = {
    language: {name: day for day, name in enumerate(names.split())} for language, names in _WEEKDAYS.items()
}
_WEEKDAY = {
    language: re.compile(
        "|".join(names) if language in ("ja", "zh") else rf"(?<!\w)(?:{'|'.join(names)})(?!\w)"
    )
    for language, names in _WEEKDAY_OF.items()
}


def find_figures(text: str, language: str) -> frozenset[str]:
    """Return the figures of a text in one spelling: without separators of thousands, and multiplied.

    >>> sorted(find_figures("1,328 cases, 1.5 million doses of the COVID-19 vaccine", "en"))
    ['1328', '1500000']
    """
    if not re.search(r"\d", text):
        return frozenset()
    text = normalize("NFKC", text)
    if language != "en":
        text = _GROUP_BY_SPACE.sub("\\1\u202f", text)
    return frozenset([_spell(found["digits"], found["unit"]) for found in _FIGURE.finditer(text)])


def _spell(digits: str, unit: str | None) -> str:
    """Return a figure in plain digits, whatever its script and its separators."""
    decimals = ""
    if _THOUSANDS.fullmatch(digits):
        digits = re.sub(r"\D", "", digits)
    elif found := _DECIMAL.fullmatch(digits):
        digits, decimals = found.groups()
    elif not digits.isdecimal():
        return digits  # a version or a date
    power = _SCALE_OF[unit.lower()] if unit else 0
    decimals = "".join([str(int(each)) for each in decimals]).rstrip("0")
    whole = str(int(digits)) + decimals[:power].ljust(power, "0")
    rest = decimals[power:]
    return str(int(whole)) + (f".{rest}" if rest else "")


def is_large(figure: str) -> bool:
    """Return whether a figure is one that two texts rarely share by chance. Years are not."""
    return (
        figure.isdecimal() and int(figure) >= LARGE and not ("1900" <= figure <= "2099" and len(figure) == 4)
    )


def find_weekdays(text: str, language: str) -> frozenset[str]:
    """Return the numbers of the weekdays that a text names, from 0 for Monday.

    >>> find_weekdays("Strike on Friday", "en")
    frozenset({'4'})
    """
    pattern = _WEEKDAY.get(language)
    if pattern is None:
        return frozenset()
    names = _WEEKDAY_OF[language]
    return frozenset([str(names[name]) for name in pattern.findall(text.lower())])
