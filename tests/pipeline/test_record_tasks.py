"""The function that worker processes run to read records, without the processes."""

from datetime import tzinfo

import pytest

from generator.model.record import Record
from generator.normalise.item import normalise
from generator.pipeline import record_tasks
from generator.pipeline.context import load_context
from generator.pipeline.record_tasks import ReadJob, decode_records, read_files
from tests.support.site_kit import Site, article


@pytest.fixture
def site(site: Site) -> Site:
    """A site with an empty content folder."""
    site.content.mkdir()
    return site


def test_a_file_with_the_digest_it_had_is_not_parsed_again(site: Site) -> None:
    site.record("a.md", article("one"))
    files = load_context(site.options()).listing.records
    (first,) = decode_records(read_files(ReadJob(site.content), [(files[0], None)]))
    assert first is not None
    assert first.item is not None
    assert decode_records(read_files(ReadJob(site.content), [(files[0], first.digest)])) == [None]


def test_a_record_that_was_moved_has_another_digest(site: Site) -> None:
    """Dates and addresses follow from a path, too: equal bytes elsewhere are another item."""
    for path in ("a.md", "b/a.md"):
        site.record(path, article("one"))
    files = load_context(site.options()).listing.records
    records = decode_records(read_files(ReadJob(site.content), [(file, None) for file in files]))
    assert len({record.digest for record in records if record}) == 2


def test_a_record_that_takes_too_long_is_an_error_of_its_own(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write("slow.md", "---\ntitle: Slow\n---\n")
    site.write("fast.md", "---\ntitle: Fast\n---\n")

    def work(record: Record, zone: tzinfo) -> object:
        while record.path == "slow.md":
            pass
        return normalise(record, zone)

    monkeypatch.setattr(record_tasks, "normalise", work)
    monkeypatch.setattr(record_tasks, "RECORD_SECONDS", 0.05)
    report = site.build(offline=True)
    assert [str(each) for each in report.problems] == ["slow.md: took more than 20 seconds to read: left out"]
    assert (site.output / "article/fast/index.html").exists()
    monkeypatch.undo()
    site.write("new.md", "---\ntitle: New\n---\n")  # or else the build ends before it reads anything
    assert site.build(offline=True).problems == ()
    assert (site.output / "article/slow/index.html").exists()


def test_a_file_that_is_gone_is_a_problem_and_read_again_next_time(site: Site) -> None:
    file = site.record("a.md", article("one"))
    files = load_context(site.options()).listing.records
    file.unlink()
    (record,) = decode_records(read_files(ReadJob(site.content), [(files[0], None)]))
    assert record is not None
    assert (record.item, record.digest, len(record.problems)) == (None, b"", 1)
