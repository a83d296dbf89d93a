"""Repairs of single characters: mojibake, control characters and invisible ones."""

import pytest

from generator.normalise.problems import ProblemCollector
from generator.normalise.text_repair import needs_no_repair, repair_characters


def repair(text: str) -> tuple[str, list[str]]:
    problems = ProblemCollector("x.md")
    repaired = repair_characters(problems, "title", text)
    return repaired, [problem.message for problem in problems.listed()]


@pytest.mark.parametrize(
    ("written", "repaired"),
    [
        ("jobs â€“ up from 20", "jobs – up from 20"),
        ("itâ€™s Â£5 in FranÃ§ais", "it’s £5 in Français"),
        ("voilÃ\xa0", "voilà"),
        ("ðŸ˜€ ok", "😀 ok"),
    ],
)
def test_mojibake_is_fixed_and_reported(written: str, repaired: str) -> None:
    assert repair(written) == (repaired, ["found wrongly decoded text (mojibake): fixed"])
    assert not needs_no_repair(written)


@pytest.mark.parametrize(
    "text", ["Why “é” turns into “Ã©”", "How résumé became rÃ©sumÃ©", "–, that is â€“", "naïve, not naÃ¯ve"]
)
def test_a_line_about_mojibake_stays(text: str) -> None:
    assert repair(text) == (text, [])
    assert repair(f"{text}\nCafÃ© in France")[0] == f"{text}\nCafé in France"


@pytest.mark.parametrize(
    ("written", "repaired"),
    [("a\x97b", "a—b"), ("a\x00b\x08c\x1fd\x7f", "abcd"), ("a\x0cb", "a b"), ("a\ud800b\uffffc", "abc")],
)
def test_control_characters_are_removed_and_reported(written: str, repaired: str) -> None:
    assert repair(written) == (repaired, ["found control characters: removed"])


@pytest.mark.parametrize(
    ("written", "repaired"),
    [
        ("cafe\u0301", "café"),
        ("a\u200cb\u200d", "ab"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("zero\u200bwidth\ufeff\u00ad", "zerowidth"),
        ("evil\u202egnp.exe\u202c", "evilgnp.exe"),
    ],
)
def test_invisible_characters_are_removed_silently(written: str, repaired: str) -> None:
    assert repair(written) == (repaired, [])


@pytest.mark.parametrize("text", ["plain", "“café» …”", "日本語 한국어", " two\n lines\t"])
def test_valid_text_is_not_changed(text: str) -> None:
    assert repair(text) == (text, [])
    assert needs_no_repair(text)
