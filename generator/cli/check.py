"""``broadsheet check``: report every problem; write nothing."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.base.errors import OK, USER_ERROR

if TYPE_CHECKING:
    from generator.commands.check import CheckResult


@click.command("check", short_help="Check records, feeds, links or a built site for problems.")
@click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False),
    default="content",
    show_default=True,
    help="Folder of records.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="Output format. “github” writes annotations for a GitHub workflow.",
)
@click.option("--strict", is_flag=True, help="Fail (exit 1) on warnings too.")
@click.option(
    "--feeds",
    type=click.Path(path_type=Path, exists=True),
    multiple=True,
    metavar="PATH",
    help="Validate a feed, or all feeds in a folder, instead of records. Can be repeated.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Check the built site in this folder instead of records.",
)
@click.option(
    "--base-url",
    metavar="URL",
    help="With --output: public URL of the site  [default: taken from its front page]",
)
@click.option(
    "--external",
    is_flag=True,
    help="Check the links to other sites instead of records.",
)
@click.option(
    "--cache",
    type=click.Path(path_type=Path, file_okay=False),
    default=".broadsheet",
    show_default=True,
    help="Cache folder. Stores when rules in sources.toml last matched, and the results of --external.",
)
@click.option(
    "--deadline",
    type=click.IntRange(min=1),
    default=600,
    show_default=True,
    metavar="SECONDS",
    help="With --external: time limit. Anything left is checked next time.",
)
@click.option("-v", "--verbose", is_flag=True, help="List every place of an unknown field.")
def command(
    content: Path,
    form: str,
    strict: bool,
    feeds: tuple[Path, ...],
    output: Path | None,
    base_url: str | None,
    external: bool,
    cache: Path,
    deadline: int,
    verbose: bool,
) -> int:
    """Read all records and report every problem: file, line, field, what was expected, and how to fix it.

    Nothing is written. Unlike a build, this also warns about future dates, about rules in sources.toml that matched no
    entry for 30 days and topic files without effect, and lists unknown fields. The exit code is 1 if there is an error.

    With --output, checks a built site instead: links, anchors, images, feeds, canonical URLs, sitemaps, secured values,
    and its size against the limits of its host (the [host] settings; GitHub Pages by default). Does not use the
    network.

    With --feeds, validates feeds against their standards: RSS 2.0, Atom, Media RSS, RFC 5005, JSON Feed and OPML.

    With --external, requests the links to other sites, at a polite rate, and reports which are dead (a warning) and
    which have moved permanently. Results are stored in the cache, so that each run checks only the links that are due.

    \b
    Examples:
      broadsheet check
      broadsheet check --output output --base-url https://you.github.io/radar/
      broadsheet check --feeds output/feed.atom
      broadsheet check --external
    """
    _require_one_mode(bool(output), bool(feeds), external, base_url)
    if external:
        return _check_links(content, cache, deadline, form, strict)
    if output:
        return _check_site(output, content, base_url or "", form, strict)
    if feeds:
        return _check_feeds(feeds, form, strict)
    return _check_records(content, cache, form, strict, verbose)


def _require_one_mode(output: bool, feeds: bool, external: bool, base_url: str | None) -> None:
    if output and feeds:
        raise click.UsageError("Use either --output or --feeds: they are separate checks.")
    if external and (feeds or output):
        raise click.UsageError("Use --external without --feeds and --output: it is a separate check.")
    if base_url and not output:
        raise click.UsageError("Use --base-url with --output only.")


def _check_records(content: Path, cache: Path, form: str, strict: bool, verbose: bool) -> int:
    from generator.commands.check import check
    from generator.reports.build import failed, github_lines, problems_json

    result = check(content, datetime.now(UTC), cache)
    if form == "json":
        click.echo(problems_json(result.problems, result.unknown), nl=False)
    elif form == "github":
        for line in github_lines(result.problems, content.as_posix()):
            click.echo(line)
    else:
        _print_result(result, content.as_posix(), verbose)
    has_error = any(problem.severity == "error" for problem in result.problems)
    return USER_ERROR if has_error or failed(result.problems, strict) else OK


def _check_feeds(paths: tuple[Path, ...], form: str, strict: bool) -> int:
    from generator.commands.check import check_feeds
    from generator.reports.build import finding_lines, findings_json, findings_line, github_findings

    feeds, lists, findings = check_feeds(paths)
    if form == "json":
        click.echo(findings_json(findings), nl=False)
    elif form == "github":
        for line in github_findings(findings):
            click.echo(line)
    else:
        for line in (*finding_lines(findings, ".", len(findings)), findings_line(findings, feeds, lists)):
            click.echo(line)
    return USER_ERROR if any(strict or each.severity == "error" for each in findings) else OK


def _check_site(output: Path, content: Path, base_url: str, form: str, strict: bool) -> int:
    from generator.commands.check_site import check_site, load_host_limits
    from generator.reports.build import failed, github_lines, problem_lines
    from generator.reports.site_check import site_check_json, site_check_lines

    report = check_site(output, base_url, load_host_limits(content))
    if form == "json":
        click.echo(site_check_json(report), nl=False)
    elif form == "github":
        for line in github_lines(report.problems, output.as_posix()):
            click.echo(line)
    else:
        for line in (*problem_lines(report.problems, output.as_posix()), *site_check_lines(report)):
            click.echo(line)
    has_error = any(problem.severity == "error" for problem in report.problems)
    return USER_ERROR if has_error or failed(report.problems, strict) else OK


def _check_links(content: Path, cache: Path, deadline: int, form: str, strict: bool) -> int:
    from generator.cli.console import Console
    from generator.commands.check_links import LinkOptions, check_links, link_problems
    from generator.reports.build import failed, github_lines
    from generator.reports.link_check import link_lines, links_json

    with Console().progress() as progress:
        report = check_links(LinkOptions(content, cache, deadline), progress)
    if form == "json":
        click.echo(links_json(report), nl=False)
    else:
        lines = (
            github_lines(link_problems(report), content.as_posix())
            if form == "github"
            else link_lines(report, str(content))
        )
        for line in lines:
            click.echo(line)
    return USER_ERROR if failed(link_problems(report), strict) else OK


def _print_result(result: "CheckResult", folder: str, verbose: bool) -> None:
    from generator.reports.build import check_line, problem_lines
    from generator.reports.ignored import ignored_lines, unknown_lines

    warned = Counter(problem.field for problem in result.problems)  # names of other programs
    unwarned = [field for field in result.unknown if warned[field.name] < field.count]
    unknown = unknown_lines(unwarned, folder, verbose)
    for line in (*problem_lines(result.problems, folder), *unknown, *ignored_lines((), result.others, False)):
        click.echo(line)
    click.echo(check_line(result.problems, result.records, result.beside))
