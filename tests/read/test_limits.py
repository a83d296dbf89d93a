"""The size limit of a record."""

from generator.read.limits import MAX_BYTES, too_large_problem
from generator.read.record import read_record


def test_the_problem_names_the_limit_and_the_size() -> None:
    problem = too_large_problem("a.md", 9_000_000)
    assert str(problem) == "a.md: expected a file of at most 8,000,000 bytes, found 9,000,000"
    assert "change its extension" in problem.hint


def test_only_a_larger_file_is_refused() -> None:
    head = b"---\ntitle: a\n---\n"
    assert read_record("a.md", head + b"\n" * (MAX_BYTES - len(head))).record is not None
    assert read_record("a.md", head + b"\n" * (MAX_BYTES - len(head) + 1)).problems == (
        too_large_problem("a.md", MAX_BYTES + 1),
    )
