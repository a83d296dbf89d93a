"""``broadsheet build``: the site, from records to pages and feeds."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.base.errors import OK, USER_ERROR, OutputError

if TYPE_CHECKING:
    from generator.cli.console import Console
    from generator.model.options import BuildOptions

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("build", short_help="Build the site.")
@click.option("--content", type=_FOLDER, default="content", show_default=True, help="Folder of records.")
@click.option("--output", type=_FOLDER, default="output", show_default=True, help="Folder for the site.")
@click.option(
    "--templates", type=_FOLDER, help="Your templates; they go before the shipped ones, file by file."
)
@click.option(
    "--base-url", metavar="URL", help="Where the site will stand, e.g. https://user.github.io/repo/"
)
@click.option(
    "--cache", type=_FOLDER, default=".broadsheet", show_default=True, help="What the next build reuses."
)
@click.option(
    "--strict",
    is_flag=True,
    help="Fail (exit 1) on any error or warning of a record, and any fault of a feed.",
)
@click.option("--offline", is_flag=True, help="Open no connection; use what is cached.")
@click.option(
    "--full", is_flag=True, help="Read and render everything anew (unchanged bytes are not rewritten)."
)
@click.option("--explain", is_flag=True, help="Print what happens to each file, and why.")
@click.option("--dry-run", is_flag=True, help="Decide everything, print it as --explain does, write nothing.")
@click.option("--promoted-only", is_flag=True, help="Leave out records with “published: false”.")
@click.option("--drafts", is_flag=True, help="Build records with “draft: true” too.")
@click.option(
    "--workers", type=click.IntRange(min=1), metavar="N", help="Processes to use  [default: all processors]"
)
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.json",
    help="Write a report for machines.",
)
@click.option(
    "--changes",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.json",
    help="Where to write which addresses were added, changed, removed  [default: changes.json in the cache]",
)
@click.option("--profile", is_flag=True, help="Show the time of each stage.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option(
    "-v", "--verbose", is_flag=True, help="Show every problem, what was repaired, and the time of each stage."
)
def command(**given: Any) -> int:
    """Build the site: read the records, write the pages and feeds that changed.

    A second build of the same content writes no file. A record with an error is left out, and the rest is built. Files
    in the output folder that Broadsheet did not write are left alone.

    \b
    Examples:
      broadsheet build
      broadsheet build --base-url https://you.github.io/radar/
      broadsheet build --dry-run                what would be written, and why
    """
    if given["quiet"] and given["verbose"]:
        raise click.UsageError("-q and -v exclude each other.")
    from generator.cli.console import Console
    from generator.pipeline.build import build
    from generator.reports.build import as_json, failed, failure

    console = Console(quiet=given["quiet"], verbose=given["verbose"])
    with console.progress() as progress:
        report = build(build_options(given), progress)
    if given["templates"]:
        _warn_of_strangers(console, given["templates"])
    console.print_report(report, explain=given["explain"] or given["dry_run"], profile=given["profile"])
    if given["report"]:
        _write_report(given["report"], as_json(report))
    if failed(report.problems, given["strict"], report.findings):
        console.error(failure(report.problems, report.findings))
        return USER_ERROR
    return OK


def _write_report(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    except OSError as fault:
        raise OutputError(
            f"cannot write {file}: {fault.strerror}", "Choose another file for --report."
        ) from fault


def _warn_of_strangers(console: "Console", own: Path) -> None:
    from generator.commands.check import find_unused_templates

    for file, near in find_unused_templates(own):
        console.warn(
            f"{file}: no page uses this file", f"Did you mean {near}?" if near else "Name it in a template."
        )


def build_options(given: dict[str, Any]) -> "BuildOptions":
    """Return what a command line asks of a build. Options that a command does not have are off."""
    from generator.model.options import BuildOptions

    site = {"base_url": given["base_url"]} if given["base_url"] else {}
    content: dict[str, object] = {"drafts": True} if given["drafts"] else {}
    if given["promoted_only"]:
        content["unpromoted"] = "exclude"
    return BuildOptions(
        content=given["content"],
        output=given["output"],
        cache=given["cache"],
        templates=given["templates"],
        overrides={"site": site, "content": content},
        full=given.get("full", False),
        explain=given.get("explain", False),
        dry_run=given.get("dry_run", False),
        offline=given["offline"],
        strict=given.get("strict", False),
        changes=given.get("changes"),
        workers=given["workers"] or 0,
    )
