"""Outcomes of sources for reports."""

from generator.ingest.polling.outcomes import describe_outcome, show_due
from generator.model.collection import SourceState
from generator.model.ingest import Candidate, EntryVerdict, SourceChanges, SourceVisit
from tests.ingest.kit import entry, source


def test_verdicts_are_counted_and_topics_shown() -> None:
    first, second = entry(1), entry(2, 1)
    verdicts = (EntryVerdict(first, "new", "", "a.md"), EntryVerdict(second, "dropped", "drop: x"))
    visit = SourceVisit(source(), (Candidate(first, ("Bees",)),))
    changes = SourceChanges("hedgerow", verdicts=verdicts)
    found = describe_outcome(source(), "read", SourceState(), changes, visit, 0)
    assert (found.new, found.dropped, found.updated) == (1, 1, 0)
    assert [each.topics for each in found.entries] == [("Bees",), ()]


def test_a_source_that_was_not_fetched_has_no_notice() -> None:
    stored = SourceState(fault="gone", reason="gone", failures=1)
    outcome = describe_outcome(source(), "not due", stored, SourceChanges("hedgerow"), None, 0)
    assert (outcome.notice, outcome.said) == ("gone", False)
    assert outcome.next_visit == "never"


def test_a_source_with_new_urls_is_reported() -> None:
    changes = SourceChanges("hedgerow", renamed_itself=True)
    outcome = describe_outcome(source(), "read", SourceState(), changes, None, 0)
    assert outcome.said
    assert "has new URLs for its entries" in outcome.notice


def test_due_times() -> None:
    assert show_due(SourceState()) == ""
    assert show_due(SourceState(due=60)) == "1970-01-01T00:01Z"
