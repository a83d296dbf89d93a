"""BuildReport → lines for people, JSON for machines."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from generator.base.problem import Problem
from generator.model.report import BuildReport, Counts
from generator.model.trace import Verdict

SHOWN = 20
"""Problems of one severity that a build prints; ``check`` prints all, and ``-v`` too."""


def summary(report: BuildReport) -> Iterator[str]:
    """Yield the last lines of a build: what was read, what came of it, and where to look."""
    counts = report.counts
    yield _read_line(counts)
    yield (
        f"Site     {_many(counts.pages, 'page')}, {_many(counts.feeds, 'feed')}, "
        f"{_many(counts.topics, 'topic')}, {_many(counts.providers, 'provider')}, {_many(counts.other, 'other file')}"
    )
    verb = "Would be" if report.dry_run else "Output  "
    moved = f"{counts.written:,} written, {counts.unchanged:,} unchanged, {counts.removed:,} removed"
    settled = " (nothing moved since the last build)" if report.settled else ""
    yield f"{verb} {moved}{settled}"
    if not report.dry_run:
        yield f"Done in {report.seconds:.2f} s. Look at {report.output}/index.html"


def _read_line(counts: Counts) -> str:
    left_out = sum(number for _, number in counts.left_out)
    line = f"Records  {counts.records:,} read, {counts.items:,} built"
    if left_out:
        reasons = ", ".join(f"{number:,} {reason}" for reason, number in counts.left_out)
        line += f", {left_out:,} left out ({reasons})"
    if counts.unpromoted:
        line += f"; {counts.unpromoted:,} of those built are not promoted"
    return line


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def problem_lines(problems: Sequence[Problem], limit: int | None = SHOWN) -> Iterator[str]:
    """Yield problems with their hints, errors first; of each severity at most ``limit``."""
    for severity in ("error", "warning", "repaired"):
        chosen = [problem for problem in problems if problem.severity == severity]
        for problem in chosen[:limit]:
            yield f"{severity}: {problem}"
            if problem.hint:
                yield f"    {problem.hint}"
        if limit is not None and len(chosen) > limit:
            yield f"{severity}: and {len(chosen) - limit:,} more (broadsheet check shows all)"


def github_lines(problems: Sequence[Problem], folder: str) -> Iterator[str]:
    """Yield problems as workflow commands that GitHub shows beside the lines of a change."""
    commands = {"error": "error", "warning": "warning", "repaired": "notice"}
    for problem in problems:
        place = f"file={_property(f'{folder}/{problem.path}')}"
        line = f",line={problem.line}" if problem.line else ""
        text = ": ".join(part for part in (problem.field, problem.message) if part)
        hint = f" ({problem.hint})" if problem.hint else ""
        yield f"::{commands[problem.severity]} {place}{line}::{_data(text + hint)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def explanation(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield a line for every output that is not kept: verb, path, reason."""
    for verdict in verdicts:
        if verdict.verb != "keep":
            yield f"{verdict.verb:<6}  {verdict.path}  ({verdict.reason})"
    kept = sum(verdict.verb == "keep" for verdict in verdicts)
    yield f"keep    {_many(kept, 'other file')} (same)"


def stage_lines(report: BuildReport) -> Iterator[str]:
    """Yield the time of each stage."""
    for name, seconds in report.stages:
        yield f"{name:<10} {seconds:8.3f} s"


def check_lines(problems: Sequence[Problem], unknown: dict[str, int], records: int) -> Iterator[str]:
    """Yield all problems, fields that are not known, and a last line that sums up."""
    yield from problem_lines(problems, limit=None)
    if unknown:
        named = ", ".join(f"{name} ({number:,})" for name, number in unknown.items())
        yield f"Fields that Broadsheet does not know: {named}"
    found = Counter(problem.severity for problem in problems)
    yield (
        f"{_many(records, 'record')}: {_many(found['error'], 'error')}, "
        f"{_many(found['warning'], 'warning')}, {found['repaired']:,} repaired"
    )


def as_json(report: BuildReport) -> str:
    """Return a report whole, as JSON with sorted keys."""
    return json.dumps(_plain(report), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def problems_json(problems: Sequence[Problem], unknown: dict[str, int]) -> str:
    """Return what ``check`` found as JSON."""
    found = {"problems": msgspec.to_builtins(list(problems)), "unknown_fields": unknown}
    return json.dumps(found, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _plain(report: BuildReport) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(report)
    plain["counts"]["left_out"] = dict(report.counts.left_out)
    plain["left_out"] = [{"path": path, "reason": reason} for path, reason in report.left_out]
    plain["stages"] = [{"name": name, "seconds": round(seconds, 4)} for name, seconds in report.stages]
    plain["verdicts"] = [
        {"path": each.path, "verb": each.verb, "reason": each.reason} for each in report.verdicts
    ]
    return plain


def failed(problems: Sequence[Problem], strict: bool) -> bool:
    """Tell whether ``--strict`` turns these problems into a failure: errors and warnings do, repairs do not."""
    return strict and any(problem.severity != "repaired" for problem in problems)
