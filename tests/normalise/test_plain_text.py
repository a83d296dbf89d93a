"""Plain text: no markup, no entities, sound characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.normalise.plain_text import normalise_text
from generator.normalise.problems import ProblemCollector

SEALED = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo" * 3 + "=;" + "AAECAwQFBgcICQoLDA0ODw=="

HUGE = pytest.param(10**5000, id="huge")
"""Python refuses to write numbers of more than 4,300 digits."""


def cleaned(text: object, limit: int = 2000) -> tuple[str, list[str]]:
    faults = ProblemCollector("x.md")
    result = normalise_text(faults, "title", text, limit)
    return result, [problem.severity for problem in faults.listed()]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Plain words", "Plain words"),
        (" two  spaces\nand\tlines \n", "two spaces and lines"),
        ("non\u00a0breaking", "non breaking"),
        ("It&#8217;s &amp; it&nbsp;is", "It’s & it is"),
        ("once &amp;lt;b&amp;gt; only", "once &lt;b&gt; only"),
        ("&lt;script&gt;x&lt;/script&gt;", "<script>x</script>"),
        ("<b>bold</b> and <EM class='x'>em</EM>", "bold and em"),
        ("<p>one</p><p>two<br/>three</p>", "one two three"),
        ("a<script>alert(1)</script>b", "a<script>alert(1)</script>b"),
        ("<p>a</p><style>p{}</style>", "a"),
        ("<p>a<!-- hidden -->b</p>", "a b"),
        ("What does &nbsp; do in HTML?", "What does &nbsp; do in HTML?"),
        ("List<T> and Map<K, V>", "List<T> and Map<K, V>"),
        ("1 < 2 > 0 and a<3", "1 < 2 > 0 and a<3"),
        ("<custom-tag>kept</custom-tag>", "<custom-tag>kept</custom-tag>"),
        ("AT&T, R&D", "AT&T, R&D"),
        ("cafe\u0301", "café"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("a\u200cb\u200d", "ab"),
        ("\u200c\u200d\u200c", ""),
        ("zero\u200bwidth\ufeff\u00ad", "zerowidth"),
        ("evil\u202egnp.exe\u202c", "evilgnp.exe"),
        ("日本語 한국어", "日本語 한국어"),
        ("“café» …”", "“café» …”"),
        ("🏴\U000e0067\U000e007f", "🏴\U000e0067\U000e007f"),
        ("", ""),
        (2021, "2021"),
        (4.5, "4.5"),
        (True, "true"),
        (None, ""),
    ],
)
def test_valid_text_is_normalised_silently(written: object, read: str) -> None:
    assert cleaned(written) == (read, [])


def test_broken_characters_are_repaired_and_reported() -> None:
    assert cleaned("itâ€™s a\x00b") == ("it’s ab", ["repaired", "repaired"])


@pytest.mark.parametrize("written", [["a"], {"a": 1}, b"x", HUGE])
def test_other_values_are_ignored_with_a_warning(written: object) -> None:
    assert cleaned(written) == ("", ["warning"])


def test_long_text_is_truncated_between_words() -> None:
    text, severities = cleaned("word " * 100, limit=42)
    assert (text, severities) == ("word " * 7 + "word…", ["warning"])
    assert len(cleaned("x" * 100, limit=42)[0]) == 42


@pytest.mark.parametrize(
    "text",
    [
        SEALED,
        SEALED.replace("=", "&amp;#61;"),
        f"before {SEALED} after",
        f"a <b>{SEALED[:40]}</b>{SEALED[40:]}",
    ],
)
def test_sealed_data_never_passes(text: str) -> None:
    result, severities = cleaned(text)
    assert "[sealed]" in result
    assert "QUJD" not in result
    assert "AAEC" not in result
    assert severities == ["warning"]


def test_a_long_run_of_base64_costs_no_more_than_its_length() -> None:
    result, _ = cleaned("A" * 1_000_000 + "==", limit=100)
    assert len(result) == 100


def test_a_reference_of_thousands_of_digits_is_left_alone() -> None:
    assert cleaned(f"&#{'9' * 5000};", limit=9000)[0].startswith("&#999")


@given(st.text(max_size=200))
def test_any_text_becomes_one_valid_line(text: str) -> None:
    result, _ = cleaned(text)
    assert result == " ".join(result.split())
    assert not any(char < " " or "\x7f" <= char <= "\x9f" or "\ud800" <= char <= "\udfff" for char in result)
    result.encode()
