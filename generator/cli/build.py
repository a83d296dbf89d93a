"""``broadsheet build``: build the site from its records."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from generator.base.errors import OK, USER_ERROR, BroadsheetError, OutputError

if TYPE_CHECKING:
    from generator.cli.console import Console
    from generator.model.options import BuildOptions
    from generator.model.report import BuildReport
    from generator.model.results.fleet import SiteOutcome

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("build", short_help="Build the site.")
@click.option("--content", type=_FOLDER, default="content", show_default=True, help="Folder of records.")
@click.option("--sites", type=_FOLDER, help="Folder of sites: build each folder in it that has a site.toml.")
@click.option("--output", type=_FOLDER, default="output", show_default=True, help="Folder for the site.")
@click.option(
    "--templates",
    type=_FOLDER,
    help="Folder of your templates. Each replaces the built-in one of the same name.",
)
@click.option("--base-url", metavar="URL", help="Public URL of the site, e.g. https://user.github.io/repo/")
@click.option(
    "--cache",
    type=_FOLDER,
    default=".broadsheet",
    show_default=True,
    help="Folder for data that the next build reuses.",
)
@click.option(
    "--strict",
    is_flag=True,
    help="Fail (exit 1) on any error or warning in a record, and any problem in a feed.",
)
@click.option(
    "--no-loss",
    is_flag=True,
    help="Publish nothing if a public page would disappear because its record has an error.",
)
@click.option(
    "--allow-removal",
    is_flag=True,
    help="Publish even if more than half of the public pages would disappear.",
)
@click.option("--offline", is_flag=True, help="Do not use the network, only the cache.")
@click.option(
    "--full", is_flag=True, help="Re-read and re-render everything. Identical files are not rewritten."
)
@click.option("--explain", is_flag=True, help="Show what happens to each file, and why.")
@click.option("--dry-run", is_flag=True, help="Show what a build would do, as --explain does; write nothing.")
@click.option("--promoted-only", is_flag=True, help="Leave out records with “published: false”.")
@click.option("--drafts", is_flag=True, help="Include records with “draft: true”.")
@click.option(
    "--workers", type=click.IntRange(min=1), metavar="N", help="Number of processes  [default: one per CPU]"
)
@click.option(
    "--shared-cache", metavar="URL", help="Store of images that machines share, e.g. s3://BUCKET/FOLDER."
)
@click.option("--cluster", metavar="ADDRESS", help="Dask scheduler whose workers share the work.")
@click.option(
    "--cluster-optional",
    is_flag=True,
    help="If the scheduler does not answer, build on this machine and say so.",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.json",
    help="Write a machine-readable report.",
)
@click.option(
    "--changes",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.json",
    help="Write the URLs that were added, changed and removed  [default: changes.json in the cache]",
)
@click.option("--profile", is_flag=True, help="Show the time that each stage took.")
@click.option("-q", "--quiet", is_flag=True, help="Show errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Show all problems, repairs, and the time of each stage.")
def command(**given: Any) -> int:
    """Build the site: read all records, then write the pages and feeds that changed.

    A second build of the same content writes no files. A record with an error is left out; everything else is built.
    Files in the output folder that Broadsheet did not create are left untouched.

    \b
    Examples:
      broadsheet build
      broadsheet build --base-url https://you.github.io/radar/
      broadsheet build --sites sites            build sites/ai into output/ai, sites/bio into output/bio
      broadsheet build --dry-run                show what would be written, and why
    """
    if given["quiet"] and given["verbose"]:
        raise click.UsageError("Use either -q or -v, not both.")
    if given["sites"]:
        return _build_fleet(given)
    from generator.cli.console import Console
    from generator.reports.build import as_json

    console = Console(quiet=given["quiet"], verbose=given["verbose"])
    report = _build_site(console, build_options(given))
    console.print_report(report, explain=given["explain"] or given["dry_run"], profile=given["profile"])
    if given["report"]:
        _write_report(given["report"], as_json(report))
    return _judge(console, report, given["strict"])


def _build_site(console: "Console", options: "BuildOptions") -> "BuildReport":
    from generator.pipeline.entry_point import build

    with console.progress() as progress:
        report = build(options, progress)
    for text, hint in progress.warnings:
        console.warn(text, hint)
    _warn_about_templates(console, options.content, options.templates)
    return report


def _judge(console: "Console", report: "BuildReport", strict: bool) -> int:
    """Return the exit code of a finished build. Print the reason for ``--strict`` to fail."""
    from generator.reports.build import failed, failure

    if failed(report.problems, strict, report.findings):
        console.error(failure(report.problems, report.findings))
        return USER_ERROR
    return OK


def _build_fleet(given: dict[str, Any]) -> int:
    """Build all sites of a folder, one after the other: the records and images of each take all processors."""
    from generator.cli.console import Console
    from generator.commands.fleet import check_apart, find_sites, site_options
    from generator.reports.fleet import fleet_json

    for name in ("content", "base_url", "changes"):
        if click.get_current_context().get_parameter_source(name) != ParameterSource.DEFAULT:
            raise click.UsageError(
                f"Use either --sites or --{name.replace('_', '-')}, not both: each site has its own."
            )
    console, options = Console(quiet=given["quiet"], verbose=given["verbose"]), build_options(given)
    sites = find_sites(given["sites"])
    check_apart(options, sites)
    built = [_build_fleet_site(console, site_options(options, site), given) for site in sites]
    outcomes = [outcome for outcome, _ in built]
    console.print_fleet(outcomes)
    if given["report"]:
        _write_report(given["report"], fleet_json(outcomes))
    return max(code for _, code in built)


def _build_fleet_site(
    console: "Console", options: "BuildOptions", given: dict[str, Any]
) -> "tuple[SiteOutcome, int]":
    """Build one site of a fleet, and return its result and exit code. An error is printed and stops only this site."""
    from generator.cli.error_handler import report_error
    from generator.model.results.fleet import SiteOutcome

    explain = given["explain"] or given["dry_run"]
    try:
        report = _build_site(console, options)
    except Exception as error:  # noqa: BLE001 - neither an error nor a bug may keep the other sites from being built
        console.error(f"{options.site}: not built")
        hint = error.hint if isinstance(error, BroadsheetError) else ""
        return SiteOutcome(options.site, None, str(error), hint), report_error(error)
    console.print_site(report, options.site, explain, given["profile"])
    return SiteOutcome(options.site, report), _judge(console, report, given["strict"])


def _write_report(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    except OSError as error:
        raise OutputError(
            f"cannot write {file}: {error.strerror}", "Choose another file for --report."
        ) from error


def _warn_about_templates(console: "Console", content: Path, given: Path | None) -> None:
    from generator.commands.check import find_deprecated_names, find_unknown_blocks, find_unused_templates
    from generator.pipeline.context import configured_templates, find_idle_templates

    folder = given or configured_templates(content)
    if folder is None:
        if idle := find_idle_templates(content):
            console.warn(
                f"{idle}: no setting names this folder", 'Write templates = "templates" below [theme].'
            )
        return
    for file, near in find_unused_templates(folder):
        hint = f"Did you mean {near}?" if near else "Include it in a template, or remove it."
        console.warn(f"{file}: no page uses this file", hint)
    for file, line, block, near in find_unknown_blocks(folder):
        hint = f"Did you mean {near}?" if near else "docs/theming.md lists the blocks."
        console.warn(f"{file}:{line}: no template that it extends has a block '{block}'", hint)
    for file, line, old, new in find_deprecated_names(folder):
        console.warn(f"{file}:{line}: {old}: this name is deprecated", f"Write {new} instead.")


def build_options(given: dict[str, Any]) -> "BuildOptions":
    """Convert command-line options to build options. Options that the command does not have are off."""
    from generator.model.options import BuildOptions

    site = {"base_url": given["base_url"]} if given["base_url"] else {}
    content: dict[str, object] = {"drafts": True} if given["drafts"] else {}
    if given["promoted_only"]:
        content["unpromoted"] = "exclude"
    if given.get("allow_removal"):
        content["removal_limit"] = 100
    overrides = {"site": site, "content": content}
    if given.get("shared_cache"):
        overrides["images"] = {"shared_cache": given["shared_cache"]}
    return BuildOptions(
        content=given["content"],
        output=given["output"],
        cache=given["cache"],
        templates=given["templates"],
        overrides=overrides,
        full=given.get("full", False),
        explain=given.get("explain", False),
        dry_run=given.get("dry_run", False),
        offline=given["offline"],
        strict=given.get("strict", False),
        no_loss=given.get("no_loss", False),
        changes=given.get("changes"),
        workers=given["workers"] or 0,
        cluster=given.get("cluster") or "",
        cluster_optional=given.get("cluster_optional", False),
    )
