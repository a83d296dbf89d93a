"""A table of encodings: what other programs save is read as it was written, or refused. It is never mojibake."""

import pytest

from generator.read.decode import decode_text
from generator.read.encodings import find_encoding
from generator.read.record import read_record

SAMPLES = {
    "ru": (
        "Лёд на реке",
        "Первые рыбаки вышли утром, а к полудню вода поднялась.",
        "Погода",
        "Старожилы говорят, что такой весны не было тридцать лет.",
    ),
    "uk": (
        "Крига на річці",
        "Перші рибалки вийшли вранці, а опівдні вода піднялася.",
        "Погода",
        "Їжаки прокинулися раніше, ніж торік.",
    ),
    "bg": ("Лед по реката", "Първите рибари излязоха сутринта, а по обяд водата се покачи.", "Времето", ""),
    "fr": (
        "Le café du coin rouvre",
        "Après l’été, la façade a été repeinte en crème : « enfin ! »",
        "Société",
        "Les habitués n’ont pas attendu.",
    ),
    "de": (
        "Käse für alle",
        "Die Bäckerei öffnet früher, weil die Straße gesperrt ist.",
        "Städte",
        "Süßes gibt es „ab sofort“ auch sonntags.",
    ),
    "es": ("Mañana habrá niebla", "El año pasado llovió más; ¿qué dirá el otoño?", "Clima", ""),
    "sv": ("Våren är sen", "Älgarna går över ån och björkarna väntar.", "Väder", ""),
    "pl": (
        "Łódź czeka na wiosnę",
        "Żółte liście wciąż leżą na ścieżkach, a dzieci się śmieją.",
        "Pogoda",
        "",
    ),
    "ja": (
        "川の氷が解けた",
        "朝早くから釣り人が集まり、昼には水位が上がった。",
        "天気",
        "こんな春は三十年ぶりだと村の人は言う。",
    ),
    "zh": ("河上的冰化了", "清晨第一批渔民出发，中午水位上涨。", "天气", "老人们说三十年来没有这样的春天。"),
    "ko": (
        "강의 얼음이 녹았다",
        "아침 일찍 낚시꾼들이 모였고 낮에는 물이 불었다.",
        "날씨",
        "마을 사람들은 삼십 년 만의 봄이라고 말한다.",
    ),
    "he": ("הקרח על הנהר", "הדייגים יצאו בבוקר והמים עלו בצהריים.", "מזג", ""),
    "el": ("Ο πάγος στο ποτάμι", "Οι ψαράδες βγήκαν το πρωί και το νερό ανέβηκε.", "Καιρός", ""),
    "tr": ("Nehirdeki buz çözüldü", "Balıkçılar sabah çıktı, öğlen su yükseldi; şaşırdık.", "Doğa", ""),
    "zht": ("河上的冰化了", "清晨第一批漁民出發，中午水位上漲。", "天氣", "老人們說三十年來沒有這樣的春天。"),
}

ENCODINGS = [
    ("ru", "cp1251"),
    ("ru", "koi8-r"),
    ("ru", "iso8859-5"),
    ("ru", "cp866"),
    ("uk", "cp1251"),
    ("bg", "cp1251"),
    ("fr", "cp1252"),
    ("de", "cp1252"),
    ("es", "cp1252"),
    ("sv", "cp1252"),
    ("fr", "latin-1"),
    ("pl", "cp1250"),
    ("pl", "iso8859-2"),
    ("ja", "cp932"),
    ("ja", "shift_jis"),
    ("ja", "euc-jp"),
    ("zh", "gbk"),
    ("zh", "gb18030"),
    ("zht", "big5"),
    ("ko", "euc-kr"),
    ("ko", "cp949"),
    ("he", "cp1255"),
    ("el", "cp1253"),
    ("tr", "cp1254"),
    ("ru", "utf-16"),
    ("fr", "utf-16-le"),
    ("zh", "utf-16-be"),
    ("ja", "utf-16-le"),
    ("de", "utf-16-be"),
    ("ru", "utf-16-le"),
]

HEAD = '---\ntitle: "{}"\nexcerpt: "{}"\npublishedDateTime: 2026-03-01T10:00:00Z\ntopics:\n  - {}\n---\n{}'


def text_of(language: str, size: str, encoding: str) -> str:
    title, excerpt, topic, body = SAMPLES[language]
    if size == "title":
        return HEAD.format(title, "", "x", "")
    text = HEAD.format(title, excerpt, topic, "" if size == "short" else f"{body}\n{excerpt}\n" * 4)
    if encoding == "latin-1":  # has no curved quotes
        text = text.replace("\u2019", "'")
    return text


@pytest.mark.parametrize("size", ["title", "short", "long"])
@pytest.mark.parametrize(("language", "encoding"), ENCODINGS)
def test_text_in_another_encoding_is_read_as_it_was_written(language: str, encoding: str, size: str) -> None:
    text = text_of(language, size, encoding)
    found, (problem,) = decode_text("a.md", text.encode(encoding))
    assert found == text
    assert problem.severity == "repaired"


@pytest.mark.parametrize(
    ("word", "encoding"),
    [
        ("caf\xe9", "windows-1252"),
        ("The na\xefve approach", "windows-1252"),
        ("Z\xfcrich", "latin-1"),
        ("One \u2013 two", "windows-1252"),
        ("It\u2019s \u201cfine\u201d", "windows-1252"),
        ("5 \u20ac only", "windows-1252"),
        ("21 \xb0C", "latin-1"),
        ("a\xa0b", "latin-1"),
        ("\u041c\u0438\u0440", "windows-1251"),
        ("caf\xe9 \u201cx\u201d", "mac_roman"),
        ("Gr\xf6\xdfere Z\xfcge \xfcber die Br\xfccke", "mac_roman"),
        ("Gr\xf6\xdfere Z\xfcge \xfcber die Br\xfccke", "cp850"),
        (
            "\u041d\u043e\u0432\u044b\u0439 \u043c\u043e\u0441\u0442",
            "mac_cyrillic",
        ),
        ("\u6771\u4eac\u306e\u5929\u6c17", "iso2022_jp"),
        ("\u6771\u4eac", "shift_jis"),
        ("\uc11c\uc6b8", "euc-kr"),
    ],
)
def test_single_words_are_read(word: str, encoding: str) -> None:
    text = f'---\ntitle: "{word}"\n---\n'
    assert decode_text("a.md", text.encode(encoding))[0] == text


@pytest.mark.parametrize(
    "data",
    [
        "\u042f".encode("windows-1251"),
        "caf\xe9".encode("utf-16-le")[6:],
        bytes(range(128, 256)),
        b"\xfe\xfa\x81",
    ],
)
def test_an_encoding_that_is_not_clear_is_an_error_with_its_line(data: bytes) -> None:
    record, (problem,) = read_record("a.md", b'---\ntitle: "a"\nexcerpt: "' + data + b'"\n---\n')
    assert record is None
    assert (problem.severity, problem.line) == ("error", 3)
    assert "not clear" in problem.message
    assert find_encoding(data) == ""


def test_slips_in_utf_8_are_read_as_windows_1252() -> None:
    data = "\u201cquoted\u201d ".encode() + b"caf\xe9 \x96 \x80"
    text, (problem,) = decode_text("a.md", data)
    assert text == "\u201cquoted\u201d caf\xe9 \u2013 \u20ac"
    assert "windows-1252" in problem.message
