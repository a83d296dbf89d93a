"""The outcome of a fetch for one source, for reports. Pure."""

from datetime import UTC, datetime

from generator.ingest.polling.visit_results import describe_state
from generator.model.collection import EntryOutcome, OutcomeState, SourceOutcome, SourceState
from generator.model.ingest import SourceChanges, SourceVisit, Withdrawal
from generator.model.ingest_sources import Source

_RENAMED = "has new URLs for its entries; those with known titles were not written again"


def describe_outcome(
    source: Source,
    state: OutcomeState,
    stored: SourceState,
    changes: SourceChanges,
    visit: SourceVisit | None,
    now: int,
    failure: str = "",
) -> SourceOutcome:
    """Return the outcome for a source. ``failure`` is the reason if it could not be requested at all."""
    notice, hint, said = describe_state(stored, source, now)
    if failure or changes.renamed_itself:
        notice, hint, said = failure or _RENAMED, "", True
    found = [each.verdict for each in changes.verdicts]
    undated = [each.entry for each in changes.verdicts if each.verdict == "new" and not each.entry.published]
    return SourceOutcome(
        id=source.id,
        state=state,
        new=found.count("new"),
        updated=found.count("updated"),
        withdrawn=sum(isinstance(each, Withdrawal) for each in changes.changes),
        held=found.count("held"),
        dropped=found.count("dropped"),
        elsewhere=found.count("elsewhere"),
        kept=found.count("kept"),
        repeated=found.count("repeated"),
        old=found.count("old"),
        moved=found.count("moved"),
        undated=len(undated),
        bad_date=next((entry.bad_date for entry in undated if entry.bad_date), ""),
        notice=notice,
        hint=hint,
        said=said and state in ("failed", "read", "unchanged"),
        next_visit=show_due(stored),
        entries=_entries(changes, visit),
    )


def _entries(changes: SourceChanges, visit: SourceVisit | None) -> tuple[EntryOutcome, ...]:
    topics = {each.entry.position: each.topics for each in visit.candidates} if visit else {}
    return tuple(
        EntryOutcome(
            title=each.entry.title,
            url=each.entry.url,
            verdict=each.verdict,
            reason=each.reason,
            path=each.path,
            topics=topics.get(each.entry.position, ()),
        )
        for each in changes.verdicts
    )


def show_due(state: SourceState) -> str:
    """Return the time of the next visit as ISO 8601; "" for a new source, "never" for one that is gone."""
    if state.fault == "gone":
        return "never"
    return f"{datetime.fromtimestamp(state.due, UTC):%Y-%m-%dT%H:%MZ}" if state.due else ""
