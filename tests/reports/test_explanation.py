"""The text of explanations: aligned tables, reasons in words, nothing that controls a terminal."""

import pytest
from msgspec.structs import replace

from generator.model.results.explanation import (
    FileExplanation,
    ItemExplanation,
    LeftOutExplanation,
    OutputExplanation,
    RelatedExplanation,
    ScoreExplanation,
    StoryExplanation,
    StoryMemberExplanation,
)
from generator.reports.explanation import lines

ITEM = ItemExplanation(
    "The clock",
    "_news/clock.md",
    "https://paper.example/clock",
    "2026/clock/index.html",
    "",
    ScoreExplanation(3.0, 1.64, 0.0, -1.5, 3.14, 4, 40, 4),
    (("Clocks", "named by the record"),),
    "",
    (RelatedExplanation("The bell", "https://a.example/", False, 285, ("brass",), ("clocks", "bells")),),
    (OutputExplanation("index.html", "latest"),),
    (),
)


def test_an_item() -> None:
    assert list(lines(ITEM)) == [
        "The clock",
        "  Record    _news/clock.md",
        "  Page      2026/clock/index.html",
        "  Key       https://paper.example/clock",
        "  Date      none",
        "  Provider  none",
        "  Topic     Clocks: named by the record",
        "",
        "Score 3.14 half-lives: rank 4 of 40; rank 4 in the top list",
        "  promotion  +3.00",
        "  quality    +1.64",
        "  heat       +0.00",
        "  age        -1.50",
        "",
        "Related items",
        "  The bell",
        "    similarity 0.285: words brass; topics clocks, bells",
        "",
        "Shown in 1 file",
        "  latest  index.html",
    ]


@pytest.mark.parametrize(
    ("related", "line"),
    [
        (RelatedExplanation("B", "u", True), "    named in the record"),
        (RelatedExplanation("B", "u", False, 1000), "    similarity 1.000"),
        (RelatedExplanation("B", "u", False, 90, (), ("x",)), "    similarity 0.090: topics x"),
    ],
)
def test_reasons_of_related_items(related: RelatedExplanation, line: str) -> None:
    assert line in list(lines(replace(ITEM, related=(related,))))


def test_an_item_without_date_score_and_related_items() -> None:
    score = ScoreExplanation(0.0, 0.0, 0.0, None, 0.0, 40, 40, 0)
    said = list(lines(replace(ITEM, standing=score, related=())))
    assert "Score 0.00 half-lives: rank 40 of 40" in said
    assert "  age        no date: ranked below all dated items" in said
    assert "Related items: none is similar enough" in said


def test_a_file_counts_the_titles_that_it_does_not_show() -> None:
    file = FileExplanation(
        "a/index.html", "list", "", (("cards", 7, ("A", "B")), ("days", 2, ())), (("lists.x", "1"),)
    )
    assert list(lines(file)) == [
        "a/index.html",
        "  File  a/index.html",
        "  Kind  list",
        "",
        "cards: 7",
        "  A",
        "  B",
        "  and 5 more",
        "",
        "days: 2",
        "",
        "Settings that affect it",
        "  lists.x  1",
    ]


def test_a_record_that_is_left_out_with_its_notes() -> None:
    assert list(lines(LeftOutExplanation("a.md", "draft", ("one\x1b[31m",)))) == [
        "a.md is not built: draft",
        "  one\\x1b[31m",
    ]


def test_a_story_names_its_articles_and_those_near_it() -> None:
    member = StoryMemberExplanation("B", "u", 460, 7, ("hawaii", "tourist"))
    near = StoryMemberExplanation("C", "v", 700, 2, (), "figures differ (741 / 768)")
    story = StoryExplanation("stories/a/", "", True, 380, (member,), (near,))
    said = list(lines(replace(ITEM, story=story)))
    assert "Story: 1 other article, it leads, page stories/a/" in said
    assert "    closeness 0.46 of 0.38: hawaii, tourist; 7 hours apart" in said
    assert said[said.index("Not in the story") + 2] == "    figures differ (741 / 768)"
    alone = list(lines(replace(ITEM, story=replace(story, members=()))))
    assert "Story: none" in alone
    assert "Nearest articles" in alone


def test_image_and_coverage_are_part_of_a_score() -> None:
    score = ScoreExplanation(3.0, 1.0, 0.5, -1.5, 4.25, 4, 40, 4, image=0.25, coverage=1.0)
    said = list(lines(replace(ITEM, standing=score)))
    assert [line for line in said if "image" in line or "coverage" in line] == [
        "  image      +0.25",
        "  coverage   +1.00",
    ]
