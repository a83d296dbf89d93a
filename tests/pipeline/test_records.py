"""Reading records: from files, from the cache, and the line numbers of problems."""

import os

import pytest

from generator.base.problem import Problem
from generator.base.progress import Progress
from generator.pipeline.context import load_context
from generator.pipeline.records import ReadRecords, locate_problems, read_records
from generator.pipeline.state import BuildState
from tests.support.site_kit import Site, article

OLD = (1_700_000_000, 1_700_000_000)


@pytest.fixture
def three(site: Site) -> Site:
    for name in "abc":
        os.utime(site.record(f"{name}.md", article(name)), OLD)
    return site


def read(site: Site) -> ReadRecords:
    context = load_context(site.options())
    return read_records(context, BuildState(context).records, Progress())


def test_records_are_sorted_by_path(three: Site) -> None:
    assert [record.path for record in read(three).records] == ["a.md", "b.md", "c.md"]


def test_what_the_last_build_cached_is_not_read_again(three: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    three.build()
    monkeypatch.setattr(
        "generator.pipeline.record_tasks.read_file", lambda *_: pytest.fail("a file was read")
    )
    found = read(three)
    assert len(found.items()) == 3
    assert found.fresh is False


def test_a_touched_file_is_read_and_its_item_kept(three: Site) -> None:
    three.build()
    os.utime(three.content / "b.md", (1_700_000_500, 1_700_000_500))
    found = read(three)
    assert found.fresh
    assert len(found.items()) == 3


def test_a_removed_record_makes_the_cache_stale(three: Site) -> None:
    three.build()
    (three.content / "c.md").unlink()
    found = read(three)
    assert (found.fresh, len(found.items())) == (True, 2)


def test_an_item_has_the_digest_of_its_record(three: Site) -> None:
    found = read(three)
    three.build()
    for records in (found.records, read(three).records):
        assert [record.item and record.item.digest for record in records] == [
            each.digest for each in found.records
        ]
    assert all(found.records[0].digest != other.digest for other in found.records[1:])


def test_topics_come_in_their_order_then_by_name(three: Site) -> None:
    three.write("_data/topics/01-z.yaml", "name: Zebras\n")
    three.write("_data/topics/b.yaml", "name: Bees\n")
    three.write("_data/topics/a.yaml", "name: Ants\n")
    assert [topic.name for topic in read(three).site_data.topics] == ["Zebras", "Ants", "Bees"]


def test_a_faulty_topic_file_is_a_problem_with_its_line(three: Site) -> None:
    three.write("_data/topics/a.yaml", "name: Ants\nparent: {a: b}\n")
    (problem,) = read(three).problems()
    assert (problem.path, problem.line, problem.field) == ("_data/topics/a.yaml", 2, "parent")


@pytest.mark.parametrize(("field", "line"), [("title", 2), ("provider.name", 8), ("topics[0]", 11), ("", 0)])
def test_problems_of_later_stages_get_the_line_of_their_field(three: Site, field: str, line: int) -> None:
    problem = Problem("a.md", 0, field, "expected something else")
    (found,) = locate_problems(load_context(three.options()), [problem])
    assert found.line == line


def test_a_problem_of_another_file_stays_as_it_is(three: Site) -> None:
    problem = Problem("site.toml", 0, "title", "expected something else")
    assert locate_problems(load_context(three.options()), [problem, problem]) == [problem]


def test_text_below_the_fields_of_reference_data_is_reported_with_its_line(site: Site) -> None:
    site.write("a.md", "---\ntitle: a\n---\n")
    site.write("_data/organizations/b.example.md", "---\nname: B\ndomain: b.example\n---\n\nText.\n")
    (problem,) = site.build().problems
    assert (problem.path, problem.line) == ("_data/organizations/b.example.md", 6)
    assert problem.message == "found text below the fields: ignored"
