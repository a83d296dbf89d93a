"""``broadsheet check``: every fault of the content, and nothing written."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.base.errors import OK, USER_ERROR

if TYPE_CHECKING:
    from generator.commands.check import CheckResult


@click.command("check", short_help="Look for faults: in records, feeds, or a finished site.")
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
    help="For people, for machines, or as annotations of a GitHub workflow.",
)
@click.option("--strict", is_flag=True, help="Fail (exit 1) on warnings too, not only on errors.")
@click.option(
    "--feeds",
    type=click.Path(path_type=Path, exists=True),
    multiple=True,
    metavar="PATH",
    help="Validate a feed, or all feeds in a folder, instead of records. May be given several times.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Check a finished site in this folder instead of records.",
)
@click.option(
    "--base-url", metavar="URL", help="With --output: where the site will stand, if not where it says itself."
)
@click.option(
    "--external",
    is_flag=True,
    help="Ask the hosts of all links that lead out of the site, instead of reading records for faults.",
)
@click.option(
    "--cache",
    type=click.Path(path_type=Path, file_okay=False),
    default=".broadsheet",
    show_default=True,
    help="With --external: where is kept what was found.",
)
@click.option(
    "--deadline",
    type=click.IntRange(min=1),
    default=600,
    show_default=True,
    metavar="SECONDS",
    help="With --external: how long it may take. What it did not come to is for the next.",
)
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
) -> int:
    """Read all records and report every fault: file, line, field, what was expected, how to mend it.

    Nothing is written. Dates in the future are warned of, and fields that Broadsheet does not know are named. Exit code
    1 when there is an error.

    With --output, a finished site is looked through instead: links, anchors, pictures, feeds, canonical addresses and
    sitemaps, secured values, and its size against what its host takes ([host] of the settings; GitHub Pages, if these
    say nothing). Other hosts are not asked.

    With --feeds, feeds are held to the rules of their standards: RSS 2.0, Atom, Media RSS, RFC 5005, JSON Feed and
    OPML.

    With --external, other hosts are asked, politely: which links are dead (warnings), and which have moved for good.
    What was found is remembered in the cache, and only what is due is asked for.

    \b
    Examples:
      broadsheet check
      broadsheet check --output output --base-url https://you.github.io/radar/
      broadsheet check --feeds output/feed.atom
      broadsheet check --external
    """
    _refuse_mixtures(bool(output), bool(feeds), external, base_url)
    if external:
        return _ask(content, cache, deadline, form, strict)
    if output:
        return _proofread(output, content, base_url or "", form, strict)
    if feeds:
        return _validate(feeds, form, strict)
    return _check(content, form, strict)


def _refuse_mixtures(output: bool, feeds: bool, external: bool, base_url: str | None) -> None:
    if output and feeds:
        raise click.UsageError("--output and --feeds are two checks: call them one after the other.")
    if external and (feeds or output):
        raise click.UsageError("--external is a check of its own: call it without --feeds and --output.")
    if base_url and not output:
        raise click.UsageError("--base-url goes with --output.")


def _check(content: Path, form: str, strict: bool) -> int:
    from generator.commands.check import check
    from generator.reports.build import failed, github_lines, problems_json

    findings = check(content, datetime.now(UTC))
    if form == "json":
        click.echo(problems_json(findings.problems, findings.unknown), nl=False)
    elif form == "github":
        for line in github_lines(findings.problems, content.as_posix()):
            click.echo(line)
    else:
        _tell(findings, content.as_posix())
    broken = any(problem.severity == "error" for problem in findings.problems)
    return USER_ERROR if broken or failed(findings.problems, strict) else OK


def _validate(places: tuple[Path, ...], form: str, strict: bool) -> int:
    from generator.commands.check import check_feeds
    from generator.reports.build import finding_lines, findings_json, findings_line, github_findings

    count, findings = check_feeds(places)
    if form == "json":
        click.echo(findings_json(findings), nl=False)
    elif form == "github":
        for line in github_findings(findings):
            click.echo(line)
    else:
        for line in (*finding_lines(findings, ".", len(findings)), findings_line(findings, count)):
            click.echo(line)
    return USER_ERROR if any(strict or each.severity == "error" for each in findings) else OK


def _proofread(output: Path, content: Path, base_url: str, form: str, strict: bool) -> int:
    from generator.commands.check_site import check_site, load_host_limits
    from generator.reports.build import failed, github_lines, problem_lines
    from generator.reports.site_check import site_check_json, site_check_lines

    proof = check_site(output, base_url, load_host_limits(content))
    if form == "json":
        click.echo(site_check_json(proof), nl=False)
    elif form == "github":
        for line in github_lines(proof.problems, output.as_posix()):
            click.echo(line)
    else:
        for line in (*problem_lines(proof.problems, output.as_posix()), *site_check_lines(proof)):
            click.echo(line)
    broken = any(problem.severity == "error" for problem in proof.problems)
    return USER_ERROR if broken or failed(proof.problems, strict) else OK


def _ask(content: Path, cache: Path, deadline: int, form: str, strict: bool) -> int:
    from generator.cli.console import Console
    from generator.commands.check_links import LinkOptions, check_links, link_problems
    from generator.reports.build import failed, github_lines
    from generator.reports.link_check import link_lines, links_json

    with Console().progress() as progress:
        report = check_links(LinkOptions(content, cache, deadline), progress)
    if form == "json":
        click.echo(links_json(report), nl=False)
    else:
        github = form == "github"
        told = (
            github_lines(link_problems(report), content.as_posix())
            if github
            else link_lines(report, str(content))
        )
        for line in told:
            click.echo(line)
    return USER_ERROR if failed(link_problems(report), strict) else OK


def _tell(findings: "CheckResult", folder: str) -> None:
    from generator.reports.build import check_line, problem_lines, unknown_lines

    for line in (*problem_lines(findings.problems, folder), *unknown_lines(findings.unknown, folder)):
        click.echo(line)
    click.echo(check_line(findings.problems, findings.records, findings.beside))
