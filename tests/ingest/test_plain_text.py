"""Texts of feeds, repaired once and for good."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ingest.plain_text import clean_line, cut_words, repair_characters
from generator.normalise.plain_text import normalise_text
from generator.normalise.problems import ProblemCollector


@pytest.mark.parametrize(
    ("text", "is_html", "line"),
    [
        ("Tom &amp; Jerry\n", False, "Tom & Jerry"),
        ("a <b>bold</b> word", True, "a bold word"),
        ("a <b>bold</b> word", False, "a <b>bold</b> word"),
        ("cafÃ© and itâ€™s", False, "café and it’s"),
        ("ﬁsh\u200b\x07 \x96 chips", False, "ﬁsh – chips"),
        ("&amp;amp;", False, "&amp;"),
    ],
)
def test_lines_are_clean(text: str, is_html: bool, line: str) -> None:
    assert clean_line(text, is_html) == line


def test_encrypted_data_is_removed() -> None:
    sealed = f"{'A' * 40};{'b' * 22}=="
    assert sealed not in clean_line(f"before {sealed} after")


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("short", 10, "short"),
        ("one two three", 9, "one two…"),
        ("x" * 20, 10, f"{'x' * 9}…"),
        ("one, two", 5, "one…"),
    ],
)
def test_texts_are_cut_between_words(text: str, limit: int, cut: str) -> None:
    assert cut_words(text, limit) == cut
    assert len(cut) <= limit


@given(st.text(st.sampled_from("aÃ©â€™Ã¢;x \u200b\x96é"), max_size=40))
def test_written_records_need_no_repair_when_read(text: str) -> None:
    repaired = repair_characters(text)
    problems = ProblemCollector("a.md")
    normalise_text(problems, "guid", repaired, 300)
    assert [problem for problem in problems.listed() if problem.severity == "repaired"] == []
