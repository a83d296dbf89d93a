"""Lines that ``serve`` prints about builds: one line for each build, and every problem once. Pure functions."""

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.base.errors import split_problems
from generator.base.text import make_legible, plural
from generator.model.report import BuildReport
from generator.reports.build import finding_lines, problem_lines
from generator.reports.problem_groups import SHOWN, brief_lines
from generator.server.outcomes import BuildFailed, BuildResult, ServedProblem

MAX_NAMES = 2
"""Up to this many changed files are named. Of more, the first is named and the others are counted."""


def collect_problems(outcome: BuildResult | BuildFailed) -> tuple[ServedProblem, ...]:
    """Return the error that stopped a build, or the errors of records that were left out."""
    if isinstance(outcome, BuildFailed):
        return tuple(
            [
                ServedProblem(f"Error: {_legible_lines(message)}", make_legible(hint))
                for message, hint in split_problems(outcome.message, outcome.hint)
            ]
        )
    report = outcome.report
    errors = [problem for problem in report.problems if problem.severity == "error"]
    return tuple(
        [
            ServedProblem(f"error: {each.format_line(report.content)}", make_legible(each.hint))
            for each in errors
        ]
    )


def first_lines(report: BuildReport) -> Iterator[str]:
    """Yield the lines about the first build."""
    yield from brief_lines(report.problems, report.content)
    yield from finding_lines(report.findings, report.output, SHOWN)
    counts = report.counts
    files = f"{_file_counts(report)} of {counts.written + counts.unchanged:,} files"
    yield f"Built    {counts.items:,} of {counts.records:,} records: {files}, {_time(report)}"


def rebuild_lines(report: BuildReport, changed: Sequence[str], before: BuildReport | None) -> Iterator[str]:
    """Yield the lines about a build after files ``changed``: new problems, then one line."""
    yield from _new_problems(report, before)
    yield f"Rebuilt  {_names(changed)}: {_file_counts(report)}, {_time(report)}{_problem_counts(report, before)}"


def completed_lines(report: BuildReport, before: BuildReport | None) -> Iterator[str]:
    """Yield the lines about a complete build: fetched images, and a new search index."""
    yield from _new_problems(report, before)
    counts = report.pictures.counts
    failed = counts.failed + counts.refused
    done = [f"{plural(counts.fetched, 'image')} fetched"] if counts.fetched else []
    done += [f"{plural(failed, 'image')} not available"] if failed else []
    done += ["search index updated"] if report.search.state == "made" else []
    if done:
        yield f"Complete {', '.join(done)}: {_file_counts(report)}, {_time(report)}"


def stopped_lines(stopped: BuildFailed) -> Iterator[str]:
    """Yield the lines about a failed build."""
    for message, hint in split_problems(stopped.message, stopped.hint):
        yield f"Error: {_legible_lines(message)}"
        if hint:
            yield f"    {make_legible(hint)}"


def _legible_lines(text: str) -> str:
    return "\n".join(map(make_legible, text.split("\n")))


def _new_problems(report: BuildReport, before: BuildReport | None) -> Iterator[str]:
    """Yield the problems and findings that the previous build did not have."""
    problems = set(before.problems) if before else set()
    findings = set(before.findings) if before else set()
    new = [each for each in report.problems if each not in problems and each.severity != "repaired"]
    yield from problem_lines(new, report.content)
    yield from finding_lines([each for each in report.findings if each not in findings], report.output, SHOWN)


def _problem_counts(report: BuildReport, before: BuildReport | None) -> str:
    """Return the number of problems in parentheses, and whether the last error was fixed; "" for nothing."""
    found = Counter(problem.severity for problem in report.problems)
    parts = [plural(found[each], each) for each in ("error", "warning") if found[each]]
    if before and not found["error"] and any(problem.severity == "error" for problem in before.problems):
        parts.insert(0, "errors fixed")
    return f" ({', '.join(parts)})" if parts else ""


def _names(changed: Sequence[str]) -> str:
    if len(changed) <= MAX_NAMES:
        return make_legible(", ".join(changed)) or "everything"
    return f"{make_legible(changed[0])} and {len(changed) - 1:,} others"


def _file_counts(report: BuildReport) -> str:
    counts = report.counts
    removed = f", {counts.removed:,} removed" if counts.removed else ""
    return f"{counts.written:,} written{removed}"


def _time(report: BuildReport) -> str:
    return f"{report.seconds:.2f} s"
