"""BuildReport → lines for people, JSON for machines."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from generator.base.problem import Problem, below
from generator.base.text import make_legible, plural
from generator.model.fetched_images import ImageReport
from generator.model.ledger import MovedItem
from generator.model.report import BuildReport, Counts, SearchReport, UnknownField
from generator.model.results.finding import Finding
from generator.model.trace import OutputAction

SHOWN = 20
"""Problems of one severity that a build prints; ``check`` prints all, and ``-v`` too."""

ASKED_FOR = "asked for"
"""The reason of what ``--full`` makes anew."""

FEW = 3
"""Records with a field that is not known, up to which they are named."""


def summary(report: BuildReport, verbose: bool = False) -> Iterator[str]:
    """Yield the last lines of a build: what was read, what came of it, and where to look.

    ``verbose`` tells that what is counted here has been named already.
    """
    counts = report.counts
    yield _read_line(counts)
    yield (
        f"Site     {plural(counts.pages, 'page')}, {plural(counts.feeds, 'feed')}, "
        f"{plural(counts.topics, 'topic')}, {plural(counts.providers, 'provider')}, "
        f"{plural(counts.other, 'other file')}"
    )
    if line := _pictures_line(report.pictures):
        amiss = sum(1 for _ in picture_lines(report.pictures))
        yield f"{line} (-v lists {amiss:,}, with reasons)" if amiss and not verbose else line
    if line := _search_line(report.search):
        yield line
    settled = " (nothing moved since the last build)" if report.settled else ""
    yield f"{_moved_line(report)}{settled}"
    yield from moved_lines(report.moved)
    if not report.dry_run:
        yield f"Done in {report.seconds:.2f} s. The site is in {report.output}/; look at it with broadsheet serve"


def _pictures_line(pictures: ImageReport) -> str:
    """Return what became of pictures elsewhere, "" where none are wanted."""
    counts = msgspec.structs.asdict(pictures.counts) | {"made": pictures.made}
    told = [f"{number:,} {name.replace('_', ' ')}" for name, number in counts.items() if number]
    note = f". {make_legible(pictures.note)}" if pictures.note else ""
    return f"Pictures {', '.join(told)}{note}" if told else ""


def _search_line(search: SearchReport) -> str:
    """Return what became of search, "" where it is not wanted."""
    match search.state:
        case "made":
            return f"Search   {plural(search.items, 'item')}, indexed in {search.seconds:.2f} s"
        case "kept" | "postponed":
            return f"Search   {plural(search.items, 'item')}, as before"
        case "too large":
            return f"Search   none: {plural(search.items, 'item')} are more than search.limit allows"
        case "no engine":
            return "Search   none: Pagefind is not installed"
        case _:
            return ""


def picture_lines(pictures: ImageReport) -> Iterator[str]:
    """Yield the addresses of pictures with which something was amiss, and what; those that only wait are counted."""
    for each in pictures.outcomes:
        if each.reason and each.state != "later":
            yield make_legible(f"picture {each.state}: {each.url}: {each.reason}")


def _read_line(counts: Counts) -> str:
    left_out = sum(number for _, number in counts.left_out)
    line = f"Records  {counts.records:,}: {counts.items:,} built"
    if left_out:
        reasons = ", ".join(f"{number:,} {reason}" for reason, number in counts.left_out)
        line += f", {left_out:,} left out ({reasons})"
    if counts.unpromoted:
        line += f"; {counts.unpromoted:,} of those built are not promoted"
    if counts.beside:
        line += f"; {plural(counts.beside, 'problem')} of other files"
    return line


def _moved_line(report: BuildReport) -> str:
    counts = report.counts
    if not report.dry_run:
        return (
            f"Output   {counts.written:,} written, {counts.unchanged:,} unchanged, {counts.removed:,} removed"
        )
    if any(action.reason == ASKED_FOR for action in report.actions):
        return f"Would render {counts.written:,} anew and write those that differ, remove {counts.removed:,}"
    return f"Would write {counts.written:,}, leave {counts.unchanged:,} unchanged, remove {counts.removed:,}"


def moved_lines(moved: Sequence[MovedItem]) -> Iterator[str]:
    """Yield where the pages of items went, a few of them."""
    for each in moved[:FEW]:
        yield make_legible(f"Moved    {each.before}/ → {each.after}/")
    if len(moved) > FEW:
        yield f"Moved    {plural(len(moved) - FEW, 'other page')}"


def problem_lines(problems: Sequence[Problem], folder: str) -> Iterator[str]:
    """Yield all problems of a content folder with their hints, errors first."""
    for severity in ("error", "warning", "repaired"):
        yield from _told([problem for problem in problems if problem.severity == severity], folder)


def brief_lines(problems: Sequence[Problem], folder: str) -> Iterator[str]:
    """Yield what a build says of problems: the first errors and warnings, and how many files it could repair."""
    for severity in ("error", "warning"):
        chosen = [problem for problem in problems if problem.severity == severity]
        yield from _told(chosen[:SHOWN], folder)
        if len(chosen) > SHOWN:
            yield f"{severity}: and {len(chosen) - SHOWN:,} more (broadsheet check shows all)"
    repaired = {problem.path for problem in problems if problem.severity == "repaired"}
    if repaired:
        yield (
            f"repaired: {plural(len(repaired), 'file')}, in reading only (broadsheet check and -v show how)"
        )


def _told(problems: Iterable[Problem], folder: str) -> Iterator[str]:
    for problem in problems:
        yield f"{problem.severity}: {problem.told(folder)}"
        if problem.hint:
            yield f"    {make_legible(problem.hint)}"


def github_lines(problems: Sequence[Problem], folder: str) -> Iterator[str]:
    """Yield problems as workflow commands that GitHub shows beside the lines of a change."""
    commands = {"error": "error", "warning": "warning", "repaired": "notice"}
    for problem in problems:
        place = f"file={_property(below(folder, problem.path))}"
        line = f",line={problem.line}" if problem.line else ""
        text = ": ".join(part for part in (problem.field, problem.message) if part)
        hint = f" ({problem.hint})" if problem.hint else ""
        yield f"::{commands[problem.severity]} {place}{line}::{_data(text + hint)}"


def _data(text: str) -> str:
    return make_legible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def explanation(report: BuildReport) -> Iterator[str]:
    """Yield a line for every output that is not kept: verb, path, reason; then how many are."""
    moving = [action for action in report.actions if action.verb != "keep"]
    for action in moving:
        yield f"{_verb(action):<6}  {action.path}  ({action.reason})"
    kept = len(report.actions) - len(moving) if report.actions else report.counts.unchanged
    if kept:
        yield f"keep    {plural(kept, 'other file' if moving else 'file')} (same)"


def _verb(action: OutputAction) -> str:
    """Return what happens: what was asked for is rendered, and written only if its bytes differ."""
    return "render" if action.reason == ASKED_FOR else action.verb


def stage_lines(report: BuildReport) -> Iterator[str]:
    """Yield the time of each stage."""
    for name, seconds in report.stages:
        yield f"{name:<10} {seconds:8.3f} s"


def unknown_lines(unknown: Sequence[UnknownField], folder: str) -> Iterator[str]:
    """Yield the fields that are not known: how often each occurs, where if that is rare, what may be meant."""
    if unknown:
        yield "Fields that Broadsheet does not know:"
    for field in unknown:
        where = ", ".join(below(folder, path) for path in field.paths) if len(field.paths) <= FEW else ""
        found = f"{len(field.paths):,}: {where}" if where else f"{len(field.paths):,}"
        yield make_legible(f"    {field.name} ({found})") + (
            f": did you mean {field.near}?" if field.near else ""
        )


def check_line(problems: Sequence[Problem], records: int, others: int) -> str:
    """Return the last line of ``check``: how many problems there are, ``others`` of them in no record."""
    found = Counter(problem.severity for problem in problems)
    line = (
        f"{plural(records, 'record')}: {plural(found['error'], 'error')}, "
        f"{plural(found['warning'], 'warning')}, {found['repaired']:,} repaired"
    )
    return f"{line}; {others:,} of these in other files" if others else line


def as_json(report: BuildReport) -> str:
    """Return a report whole, as JSON with sorted keys."""
    return _json(_plain(report))


def problems_json(problems: Sequence[Problem], unknown: Sequence[UnknownField]) -> str:
    """Return what ``check`` found as JSON. Paths are relative to the content folder."""
    fields = {field.name: len(field.paths) for field in unknown}
    found = {"problems": msgspec.to_builtins(list(problems)), "unknown_fields": fields}
    return _json(found)


def _plain(report: BuildReport) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(report)
    plain["counts"]["left_out"] = dict(report.counts.left_out)
    plain["left_out"] = [{"path": path, "reason": reason} for path, reason in report.left_out]
    plain["stages"] = [{"name": name, "seconds": round(seconds, 4)} for name, seconds in report.stages]
    plain["verdicts"] = [
        {"path": each.path, "verb": each.verb, "reason": each.reason} for each in report.actions
    ]
    return plain


def finding_lines(findings: Sequence[Finding], folder: str, most: int) -> Iterator[str]:
    """Yield what feeds of an output folder break, ``most`` of it, each on a line."""
    for finding in findings[:most]:
        yield make_legible(f"{finding.severity}: {below(folder, finding.told())}")
    if len(findings) > most:
        yield f"and {plural(len(findings) - most, 'fault')} more of feeds (-v shows all)"


def findings_line(findings: Sequence[Finding], feeds: int) -> str:
    """Return the last line of ``check --feeds``."""
    found = Counter(finding.severity for finding in findings)
    return (
        f"{plural(feeds, 'feed')}: {plural(found['error'], 'error')}, {plural(found['warning'], 'warning')}"
    )


def github_findings(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield findings as workflow commands that GitHub shows beside the lines of a change."""
    for each in findings:
        line = f",line={each.line}" if each.line else ""
        text = _data(f"{each.rule}: {each.message} ({each.section})")
        yield f"::{each.severity} file={_property(each.path)}{line}::{text}"


def findings_json(findings: Sequence[Finding]) -> str:
    """Return what ``check --feeds`` found as JSON."""
    found = {"findings": msgspec.to_builtins(list(findings))}
    return _json(found)


def failed(problems: Sequence[Problem], strict: bool, findings: Sequence[Finding] = ()) -> bool:
    """Tell whether ``--strict`` turns these into a failure: errors and warnings do, repairs do not."""
    return strict and (bool(findings) or any(problem.severity != "repaired" for problem in problems))


def failure(problems: Sequence[Problem], findings: Sequence[Finding] = ()) -> str:
    """Return the line that says why ``--strict`` fails."""
    found = Counter(problem.severity for problem in problems)
    counts = f"{plural(found['error'], 'error')}, {plural(found['warning'], 'warning')}"
    feeds = f", {plural(len(findings), 'fault')} of feeds" if findings else ""
    return f"Failed (--strict): {counts}{feeds}. broadsheet check shows all problems of records."


def _json(value: object) -> str:
    from generator.base.json_text import json_text  # most builds are told of in words

    return json_text(value)
