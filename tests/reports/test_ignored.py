"""Lines about unknown fields, and about files that are not records."""

from generator.model.report import UnknownField
from generator.reports.ignored import ignored_lines, unknown_lines

UNKNOWN = [
    UnknownField("excerp", 2, ("_news/a.md:3", "b.md:2"), "excerpt"),
    UnknownField("novel", 1200, tuple(f"{number}.md:4" for number in range(1200))),
]


def test_a_build_names_the_commonest_unknown_fields() -> None:
    assert list(ignored_lines(UNKNOWN, (), False)) == [
        "Ignored  2 unknown fields, 1,202 values: novel (1,200), excerp (2, did you mean excerpt?) "
        "(broadsheet check shows where)"
    ]
    many = [UnknownField(f"f{number}", number) for number in range(1, 7)]
    assert "f6 (6), f5 (5), f4 (4) and 3 more" in next(ignored_lines(many, (), False))
    assert list(ignored_lines([], (), False)) == []


def test_a_build_counts_files_that_are_not_records() -> None:
    assert list(ignored_lines([], ("README.md",), False)) == [
        "Ignored  1 file that is not a record: README.md"
    ]
    assert "a, b, c and 2 more" in next(ignored_lines([], ("a", "b", "c", "d", "e"), False))


def test_a_site_that_was_made_for_jekyll_is_told_what_published_means() -> None:
    text = "\n".join(ignored_lines([], (), True))
    assert "not promoted" in text
    assert 'unpromoted = "exclude"' in text


def test_a_check_names_the_places_of_unknown_fields() -> None:
    assert list(unknown_lines(UNKNOWN, "content")) == [
        "Unknown fields, which are ignored:",
        "    excerp (2): did you mean excerpt?",
        "        content/_news/a.md:3, content/b.md:2",
        "    novel (1,200)",
        "        content/0.md:4, content/1.md:4, content/2.md:4 and 1,197 more (-v lists all)",
    ]
    assert "content/1199.md:4" in list(unknown_lines(UNKNOWN, "content", verbose=True))[-1]
    assert list(unknown_lines([], "content")) == []
