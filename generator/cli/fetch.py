"""``broadsheet fetch``: fetch the sources in sources.toml, and write new records."""

from datetime import UTC, datetime
from pathlib import Path

import click

from generator.base.errors import OK, USER_ERROR
from generator.base.text import make_legible, plural

_FOLDER = click.Path(path_type=Path, file_okay=False)


def _parse_moment(context: click.Context, parameter: click.Parameter, value: str | None) -> datetime | None:
    """Parse a time with a zone, or in UTC."""
    from generator.base.dates import parse_moment

    moment = parse_moment(value) if value else None
    if value and moment is None:
        raise click.BadParameter(f"expected a time such as 2026-11-30T09:00:00Z, found '{value}'")
    return moment


@click.command("fetch", short_help="Fetch new entries from your sources and write them as records.")
@click.option("--content", type=_FOLDER, default="content", show_default=True, help="Folder of records.")
@click.option("--cache", type=_FOLDER, default=".broadsheet", show_default=True, help="Cache folder.")
@click.option(
    "--only", metavar="ID", multiple=True, help="Fetch only this source, due or not. Can be repeated."
)
@click.option("--dry-run", is_flag=True, help="Fetch, and show what would be written; write nothing.")
@click.option("--explain", is_flag=True, help="Show what happens to each entry, and why.")
@click.option(
    "--force",
    is_flag=True,
    help="Also fetch sources that are not due, except on hosts that asked for a pause.",
)
@click.option(
    "--offline", is_flag=True, help="Do not use the network; check sources.toml and show what is due."
)
@click.option(
    "--deadline",
    type=click.IntRange(min=1),
    default=300,
    show_default=True,
    metavar="SECONDS",
    help="Time limit. Sources left over come first next time.",
)
@click.option(
    "--backfill",
    type=click.IntRange(min=1, max=10_000),
    metavar="N",
    help="With --only: also read older entries that the feed points to, up to N in all.",
)
@click.option(
    "--retopic",
    is_flag=True,
    help="Fetch nothing; add the topics that your rules would give now to records nobody has edited.",
)
@click.option(
    "--report", type=click.Path(path_type=Path, dir_okay=False), help="Write a JSON report to this file."
)
@click.option("--strict", is_flag=True, help="Fail (exit 1) if a source failed.")
@click.option("--now", callback=_parse_moment, metavar="TIME", help="Use this time instead of the clock.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.option(
    "-v", "--verbose", is_flag=True, help="Print all problems of sources and all records of a dry run."
)
def command(
    content: Path,
    cache: Path,
    only: tuple[str, ...],
    dry_run: bool,
    explain: bool,
    force: bool,
    offline: bool,
    deadline: int,
    backfill: int | None,
    retopic: bool,
    report: Path | None,
    strict: bool,
    now: datetime | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Fetch the sources in sources.toml that are due, and write new entries as records. Nothing is built.

    A source that fails is reported and retried later; the others are not affected. The exit code is 1 if a setting is
    wrong, there is no network, or a record could not be written.

    \b
    Examples:
      broadsheet fetch && broadsheet build
      broadsheet fetch --only hedgerow --dry-run --explain
      broadsheet fetch --only hedgerow --backfill 200
      broadsheet fetch --retopic --dry-run
    """
    if retopic:
        return _retopic(content, cache, dry_run, quiet)
    from generator.cli.console import Console
    from generator.commands.fetch import fetch
    from generator.commands.fetch_options import FetchCommandOptions
    from generator.reports.collection import fetch_json, fetch_lines

    options = FetchCommandOptions(
        content=content,
        cache=cache,
        now=(now or datetime.now(UTC)).astimezone(UTC),
        only=only,
        dry_run=dry_run,
        force=force,
        offline=offline,
        deadline=deadline,
        backfill=backfill or 0,
    )
    with Console(quiet, verbose).progress() as progress:
        result = fetch(options, progress)
    for line in fetch_lines(result, explain, verbose) if not quiet else ():
        click.echo(line)
    for warning in result.warnings:
        click.echo(make_legible(f"warning: {warning}"), err=True)
    for error in result.errors:
        click.echo(make_legible(f"error: {error}"), err=True)
    if report:
        report.write_text(fetch_json(result), "utf-8")
    return USER_ERROR if result.errors or (strict and result.count("failed")) else OK


def _retopic(content: Path, cache: Path, dry_run: bool, quiet: bool) -> int:
    from generator.cli.console import Console
    from generator.commands.retopic import retopic

    with Console(quiet).progress() as progress:
        changed = retopic(content, cache, dry_run, progress)
    for path, topics in changed.items() if not quiet else ():
        click.echo(make_legible(f"{path}: {', '.join(topics)}"))
    if not quiet:
        suffix = " (dry run: nothing was written)" if dry_run else ""
        click.echo(f"{plural(len(changed), 'record')} with new topics{suffix}")
    return OK
