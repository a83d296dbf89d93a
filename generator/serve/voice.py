"""What the terminal is told of builds: a line each, and every fault once. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.base.problem import Problem
from generator.base.text import legible
from generator.model.report import BuildReport
from generator.report import brief_lines, problem_lines
from generator.serve.values import Built, Fault, Outcome, Stopped

NAMED = 2
"""So many changed files are named; of more, the first and the number of the others."""


def faults_of(outcome: Outcome) -> tuple[Fault, ...]:
    """Return what keeps something off the site: what stopped a build, or the errors of records that are left out."""
    if isinstance(outcome, Stopped):
        return (Fault(f"Error: {legible(outcome.message)}", legible(outcome.hint)),)
    report = outcome.report
    errors = [problem for problem in report.problems if problem.severity == "error"]
    return tuple([Fault(f"error: {each.told(report.content)}", legible(each.hint)) for each in errors])


def first_lines(built: Built) -> Iterator[str]:
    """Yield what is said of the first build."""
    report = built.report
    yield from brief_lines(report.problems, report.content)
    counts = report.counts
    files = f"{_moved(report)} of {counts.written + counts.unchanged:,} files"
    yield f"Built    {counts.items:,} of {counts.records:,} records: {files}, {_time(report)}"


def again_lines(built: Built, changed: Sequence[str], before: Sequence[Problem]) -> Iterator[str]:
    """Yield what is said of a build after some files ``changed``: problems that are new, then one line."""
    report = built.report
    known = set(before)
    yield from problem_lines([each for each in report.problems if _is_news(each, known)], report.content)
    yield f"Rebuilt  {_names(changed)}: {_moved(report)}, {_time(report)}{_standing(report, before)}"


def stopped_lines(stopped: Stopped) -> Iterator[str]:
    """Yield what is said of a build that stopped."""
    yield f"Error: {legible(stopped.message)}"
    if stopped.hint:
        yield f"    {legible(stopped.hint)}"


def _is_news(problem: Problem, known: set[Problem]) -> bool:
    return problem not in known and problem.severity != "repaired"


def _standing(report: BuildReport, before: Sequence[Problem]) -> str:
    """Return how many problems there still are, and that there are no errors any more where there were some."""
    found = Counter(problem.severity for problem in report.problems)
    told = [
        f"{found[each]:,} {each}{'s' * (found[each] != 1)}" for each in ("error", "warning") if found[each]
    ]
    if not found["error"] and any(problem.severity == "error" for problem in before):
        told.insert(0, "errors mended")
    return f" ({', '.join(told)})" if told else ""


def _names(changed: Sequence[str]) -> str:
    if len(changed) <= NAMED:
        return legible(", ".join(changed)) or "everything"
    return f"{legible(changed[0])} and {len(changed) - 1:,} others"


def _moved(report: BuildReport) -> str:
    counts = report.counts
    removed = f", {counts.removed:,} removed" if counts.removed else ""
    return f"{counts.written:,} written{removed}"


def _time(report: BuildReport) -> str:
    return f"{report.seconds:.2f} s"
