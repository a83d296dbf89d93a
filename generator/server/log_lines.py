"""What the terminal is told of builds: a line each, and every fault once. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.base.text import make_legible, plural
from generator.model.report import BuildReport
from generator.reports.build import SHOWN, brief_lines, finding_lines, problem_lines
from generator.server.outcomes import BuildFailed, BuildResult, ServedProblem

NAMED = 2
"""So many changed files are named; of more, the first and the number of the others."""


def collect_problems(outcome: BuildResult | BuildFailed) -> tuple[ServedProblem, ...]:
    """Return what keeps something off the site: what stopped a build, or the errors of records that are left out."""
    if isinstance(outcome, BuildFailed):
        return (ServedProblem(f"Error: {make_legible(outcome.message)}", make_legible(outcome.hint)),)
    report = outcome.report
    errors = [problem for problem in report.problems if problem.severity == "error"]
    return tuple(
        [ServedProblem(f"error: {each.told(report.content)}", make_legible(each.hint)) for each in errors]
    )


def first_lines(report: BuildReport) -> Iterator[str]:
    """Yield what is said of the first build."""
    yield from brief_lines(report.problems, report.content)
    yield from finding_lines(report.findings, report.output, SHOWN)
    counts = report.counts
    files = f"{_moved(report)} of {counts.written + counts.unchanged:,} files"
    yield f"Built    {counts.items:,} of {counts.records:,} records: {files}, {_time(report)}"


def rebuild_lines(report: BuildReport, changed: Sequence[str], before: BuildReport | None) -> Iterator[str]:
    """Yield what is said of a build after some files ``changed``: problems that are new, then one line."""
    yield from _news(report, before)
    yield f"Rebuilt  {_names(changed)}: {_moved(report)}, {_time(report)}{_standing(report, before)}"


def completed_lines(report: BuildReport, before: BuildReport | None) -> Iterator[str]:
    """Yield what is said of a build that made up for what edits had left undone."""
    yield from _news(report, before)
    counts = report.pictures.counts
    failed = counts.failed + counts.refused
    done = [f"{plural(counts.fetched, 'picture')} fetched"] if counts.fetched else []
    done += [f"{plural(failed, 'picture')} cannot be had"] if failed else []
    done += ["search index renewed"] if report.search.state == "made" else []
    if done:
        yield f"Complete {', '.join(done)}: {_moved(report)}, {_time(report)}"


def stopped_lines(stopped: BuildFailed) -> Iterator[str]:
    """Yield what is said of a build that stopped."""
    yield f"Error: {make_legible(stopped.message)}"
    if stopped.hint:
        yield f"    {make_legible(stopped.hint)}"


def _news(report: BuildReport, before: BuildReport | None) -> Iterator[str]:
    """Yield the problems, and what feeds break, that the build before did not have."""
    problems = set(before.problems) if before else set()
    findings = set(before.findings) if before else set()
    new = [each for each in report.problems if each not in problems and each.severity != "repaired"]
    yield from problem_lines(new, report.content)
    yield from finding_lines([each for each in report.findings if each not in findings], report.output, SHOWN)


def _standing(report: BuildReport, before: BuildReport | None) -> str:
    """Return how many problems there still are, and that there are no errors any more where there were some."""
    found = Counter(problem.severity for problem in report.problems)
    told = [
        f"{found[each]:,} {each}{'s' * (found[each] != 1)}" for each in ("error", "warning") if found[each]
    ]
    if before and not found["error"] and any(problem.severity == "error" for problem in before.problems):
        told.insert(0, "errors mended")
    return f" ({', '.join(told)})" if told else ""


def _names(changed: Sequence[str]) -> str:
    if len(changed) <= NAMED:
        return make_legible(", ".join(changed)) or "everything"
    return f"{make_legible(changed[0])} and {len(changed) - 1:,} others"


def _moved(report: BuildReport) -> str:
    counts = report.counts
    removed = f", {counts.removed:,} removed" if counts.removed else ""
    return f"{counts.written:,} written{removed}"


def _time(report: BuildReport) -> str:
    return f"{report.seconds:.2f} s"
