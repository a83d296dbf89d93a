"""Convert a build report and the results of ``check`` to text, JSON and GitHub annotations."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from generator.base.problem import Problem, join_folder
from generator.base.text import make_legible, plural
from generator.model.fetched_images import ImageReport
from generator.model.ledger import MovedItem
from generator.model.report import BuildReport, Counts, SearchReport, UnknownField
from generator.model.results.finding import Finding
from generator.model.settings import SiteSettings
from generator.model.trace import OutputAction
from generator.reports.ignored import ignored_lines

ASKED_FOR = "asked for"
"""The reason given for files that ``--full`` renders again."""

DEFAULT_BASE_URL = SiteSettings().base_url

FEW = 3
"""Up to this many moved pages are named; more are counted."""


def summary(report: BuildReport, verbose: bool = False, program: str = "broadsheet") -> Iterator[str]:
    """Yield the summary of a build: records read, files written, and how to preview the site.

    ``program`` is how to call this program. With ``verbose``, problems with images are not counted again, since they
    have been listed already.
    """
    counts = report.counts
    yield _records_line(counts)
    yield from ignored_lines(report.unknown, report.others, report.looks_like_jekyll)
    yield (
        f"Site     {plural(counts.pages, 'page')}, {plural(counts.feeds, 'feed')}, "
        f"{plural(counts.topics, 'topic')}, {plural(counts.providers, 'provider')}, "
        f"{plural(counts.other, 'other file')}"
    )
    if line := _images_line(report.pictures):
        problems = sum(1 for _ in picture_lines(report.pictures))
        yield f"{line} (-v lists {plural(problems, 'problem')})" if problems and not verbose else line
    if line := _search_line(report.search):
        yield line
    settled = " (nothing changed since the last build)" if report.settled else ""
    yield f"{_output_line(report)}{settled}"
    yield from moved_lines(report.moved)
    if report.base_url == DEFAULT_BASE_URL:
        yield f"Address  base_url is not set: links and feeds use {report.base_url}. Set it before you publish"
    if report.untranslated:
        language, *known = report.untranslated
        yield (
            f"Wording  no texts in {language}, so labels are in English (there are {', '.join(known)}). "
            f"words/{language}.toml in your templates adds them: docs/theming.md#wording"
        )
    if not report.dry_run:
        done = f"Done in {report.seconds:.2f} s. The site is in {report.output}/."
        yield f"{done} Preview it with {program} serve"


_IMAGE_LABELS = {
    "made": "generated",
    "fetched": "fetched",
    "kept": "cached",
    "not_modified": "not modified",
    "refused": "rejected",
    "failed": "failed",
    "later": "not fetched yet",
}
"""Count of an image report → its label. Images of the content folder count as generated only."""


def _images_line(images: ImageReport) -> str:
    """Return the line that counts images, "" if the site has none."""
    counts = {"made": images.made} | msgspec.structs.asdict(images.counts)
    parts = [f"{number:,} {_IMAGE_LABELS[name]}" for name, number in counts.items() if number]
    note = f". {make_legible(images.note)}" if images.note else ""
    return f"Images   {', '.join(parts)}{note}" if parts else ""


def _search_line(search: SearchReport) -> str:
    """Return the line about the search index, "" if search is disabled."""
    match search.state:
        case "made":
            return f"Search   {plural(search.items, 'item')}, indexed in {search.seconds:.2f} s"
        case "kept" | "postponed":
            return f"Search   {plural(search.items, 'item')}, index unchanged"
        case "too large":
            return f"Search   off: {plural(search.items, 'item')}, more than search.limit allows"
        case "no engine":
            return "Search   off: Pagefind is not installed"
        case _:
            return ""


def picture_lines(pictures: ImageReport) -> Iterator[str]:
    """Yield a line for each image that could not be used: state, URL, reason. Images not fetched yet are left out."""
    for each in pictures.outcomes:
        if each.reason and each.state != "later":
            state = _IMAGE_LABELS[each.state.replace(" ", "_")]
            yield make_legible(f"image {state}: {each.url}: {each.reason}")


def _records_line(counts: Counts) -> str:
    left_out = sum(number for _, number in counts.left_out)
    line = f"Records  {counts.records:,}: {counts.items:,} built"
    if left_out:
        reasons = ", ".join(f"{number:,} {reason}" for reason, number in counts.left_out)
        line += f", {left_out:,} left out ({reasons})"
    if counts.unpromoted:
        line += f"; {counts.unpromoted:,} built but not promoted"
    if counts.beside:
        line += f"; {plural(counts.beside, 'problem')} in other files"
    return line


def _output_line(report: BuildReport) -> str:
    counts = report.counts
    if not report.dry_run:
        return (
            f"Output   {counts.written:,} written, {counts.unchanged:,} unchanged, {counts.removed:,} removed"
        )
    if any(action.reason == ASKED_FOR for action in report.actions):
        return f"Would render {counts.written:,} again and write those that differ, remove {counts.removed:,}"
    return f"Would write {counts.written:,}, leave {counts.unchanged:,} unchanged, remove {counts.removed:,}"


def moved_lines(moved: Sequence[MovedItem]) -> Iterator[str]:
    """Yield the first few pages that moved, with their old and new paths, and count the others."""
    for each in moved[:FEW]:
        yield make_legible(f"Moved    {each.before}/ → {each.after}/")
    if len(moved) > FEW:
        yield f"Moved    {plural(len(moved) - FEW, 'more page')}"


def problem_lines(problems: Sequence[Problem], folder: str) -> Iterator[str]:
    """Yield all problems of a content folder with their hints, errors first."""
    for severity in ("error", "warning", "repaired"):
        yield from _severity_lines([problem for problem in problems if problem.severity == severity], folder)


def _severity_lines(problems: Iterable[Problem], folder: str) -> Iterator[str]:
    for problem in problems:
        yield f"{problem.severity}: {problem.format_line(folder)}"
        if problem.hint:
            yield f"    {make_legible(problem.hint)}"


def github_lines(problems: Sequence[Problem], folder: str) -> Iterator[str]:
    """Yield problems as GitHub workflow commands, which GitHub shows beside the lines of a change."""
    commands = {"error": "error", "warning": "warning", "repaired": "notice"}
    for problem in problems:
        place = f"file={_property(join_folder(folder, problem.path))}"
        line = f",line={problem.line}" if problem.line else ""
        text = ": ".join(part for part in (problem.field, problem.message) if part)
        hint = f" ({problem.hint})" if problem.hint else ""
        yield f"::{commands[problem.severity]} {place}{line}::{_data(text + hint)}"


def _data(text: str) -> str:
    return make_legible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def explanation(report: BuildReport) -> Iterator[str]:
    """Yield a line for every output that changes (verb, path, reason), then the number of unchanged files."""
    changed = [action for action in report.actions if action.verb != "keep"]
    for action in changed:
        yield f"{_verb(action):<6}  {action.path}  ({action.reason})"
    kept = len(report.actions) - len(changed) if report.actions else report.counts.unchanged
    if kept:
        yield f"keep    {plural(kept, 'other file' if changed else 'file')} (same)"


def _verb(action: OutputAction) -> str:
    """Return the verb to show. ``--full`` renders a file, and writes it only if its bytes differ."""
    return "render" if action.reason == ASKED_FOR else action.verb


def stage_lines(report: BuildReport) -> Iterator[str]:
    """Yield the time of each stage."""
    for name, seconds in report.stages:
        yield f"{name:<10} {seconds:8.3f} s"


def check_line(problems: Sequence[Problem], records: int, others: int) -> str:
    """Return the last line of ``check``: numbers of records and problems, ``others`` of these in other files."""
    found = Counter(problem.severity for problem in problems)
    line = (
        f"{plural(records, 'record')}: {plural(found['error'], 'error')}, "
        f"{plural(found['warning'], 'warning')}, {found['repaired']:,} repaired"
    )
    return f"{line}; {others:,} of them in other files" if others else line


def as_json(report: BuildReport) -> str:
    """Return a whole build report as JSON with sorted keys."""
    return _json(plain_report(report))


def problems_json(problems: Sequence[Problem], unknown: Sequence[UnknownField]) -> str:
    """Return the problems of ``check`` as JSON. Paths are relative to the content folder."""
    found = {
        "problems": msgspec.to_builtins(list(problems)),
        "unknown_fields": {field.name: field.count for field in unknown},
        "unknown_places": {field.name: list(field.places) for field in unknown},
    }
    return _json(found)


def plain_report(report: BuildReport) -> dict[str, Any]:
    """Return a whole build report as plain values for JSON."""
    plain: dict[str, Any] = msgspec.to_builtins(report)
    plain["counts"]["left_out"] = dict(report.counts.left_out)
    plain["left_out"] = [{"path": path, "reason": reason} for path, reason in report.left_out]
    plain["unknown_fields"] = {field.name: field.count for field in report.unknown}
    plain["stages"] = [{"name": name, "seconds": round(seconds, 4)} for name, seconds in report.stages]
    plain["verdicts"] = [
        {"path": each.path, "verb": each.verb, "reason": each.reason} for each in report.actions
    ]
    return plain


def finding_lines(findings: Sequence[Finding], folder: str, most: int) -> Iterator[str]:
    """Yield up to ``most`` findings about feeds, one a line, and the number of the others."""
    for finding in findings[:most]:
        yield make_legible(f"{finding.severity}: {join_folder(folder, finding.format_line())}")
    if len(findings) > most:
        yield f"and {plural(len(findings) - most, 'more problem')} in feeds (-v lists all)"


def findings_line(findings: Sequence[Finding], feeds: int, lists: int = 0) -> str:
    """Return the last line of ``check --feeds``. ``lists`` is the number of OPML files, which a build does not count
    as feeds, either."""
    found = Counter(finding.severity for finding in findings)
    files = f"{plural(feeds, 'feed')} and {lists:,} OPML" if lists else plural(feeds, "feed")
    return f"{files}: {plural(found['error'], 'error')}, {plural(found['warning'], 'warning')}"


def github_findings(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield findings as GitHub workflow commands, which GitHub shows beside the lines of a change."""
    for each in findings:
        line = f",line={each.line}" if each.line else ""
        text = _data(f"{each.rule}: {each.message} ({each.section})")
        yield f"::{each.severity} file={_property(each.path)}{line}::{text}"


def findings_json(findings: Sequence[Finding]) -> str:
    """Return the findings of ``check --feeds`` as JSON."""
    found = {"findings": msgspec.to_builtins(list(findings))}
    return _json(found)


def failed(problems: Sequence[Problem], strict: bool, findings: Sequence[Finding] = ()) -> bool:
    """Return whether ``--strict`` fails: errors, warnings and findings count, repairs do not."""
    return strict and (bool(findings) or any(problem.severity != "repaired" for problem in problems))


def failure(problems: Sequence[Problem], findings: Sequence[Finding] = ()) -> str:
    """Return the line that says why ``--strict`` fails."""
    found = Counter(problem.severity for problem in problems)
    counts = f"{plural(found['error'], 'error')}, {plural(found['warning'], 'warning')}"
    feeds = f", {plural(len(findings), 'problem')} in feeds" if findings else ""
    return f"Failed (--strict): {counts}{feeds}. Run broadsheet check to list all problems in records."


def _json(value: object) -> str:
    from generator.base.json_text import json_text  # imported late: most builds print text only

    return json_text(value)
