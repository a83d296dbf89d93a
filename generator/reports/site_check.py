"""Convert the results of ``check --output`` to text or JSON, and those of ``deploy`` to text."""

from collections import Counter
from collections.abc import Iterator

import msgspec

from generator.base.json_text import json_text
from generator.base.text import format_megabytes, make_legible, plural
from generator.model.results.deployment import Deployment, DeployOptions, StoreDeployment, StoreOptions
from generator.model.results.site_check import SiteCheckReport, SiteGrowth, SiteSize


def site_check_lines(report: SiteCheckReport) -> Iterator[str]:
    """Yield the last lines of a site check: the size of the site, and the number of problems."""
    yield from size_lines(report.weight)
    found = Counter(problem.severity for problem in report.problems)
    yield (
        f"{plural(report.pages, 'page')} and {plural(report.links, 'link')} of {report.base_url}: "
        f"{plural(found['error'], 'error')}, {plural(found['warning'], 'warning')}"
    )


def size_lines(site: SiteSize) -> Iterator[str]:
    """Yield the size of a site, its largest folders and its largest file, and how it grows."""
    yield f"{plural(site.files, 'file')}, {format_megabytes(site.total)}"
    if site.folders:
        folders = ", ".join(f"{name} {format_megabytes(size)}" for name, size in site.folders)
        yield make_legible(f"    folders: {folders}")
        yield make_legible(f"    largest file: {site.largest[0]} {format_megabytes(site.largest[1])}")
    if site.growth:
        yield from _growth_lines(site.growth)


def _growth_lines(growth: SiteGrowth) -> Iterator[str]:
    """Yield how a site grew in a year, and when it will reach the limits of its host."""
    amount = f"about {format_megabytes(growth.bytes)} and {plural(growth.files, 'file')}"
    yield f"    growth in the year to {growth.newest}: {plural(growth.items, 'item')}, {amount}"
    reached = [f"{name} in {month}" for name, month in growth.full.items() if month]
    if reached:
        yield f"    at this rate, limits of the host are reached: {', '.join(reached)}"


def site_check_json(report: SiteCheckReport) -> str:
    """Return a site check report as JSON. Paths are relative to the output folder, sizes are in bytes."""
    plain = msgspec.to_builtins(report)
    weight = plain["weight"]
    weight["folders"] = [{"path": path, "bytes": size} for path, size in weight["folders"]]
    weight["largest"] = dict(zip(("path", "bytes"), weight["largest"], strict=True))
    return json_text(plain)


def deployment_lines(options: DeployOptions, deployment: Deployment) -> Iterator[str]:
    """Yield the size of the site, and the commit that was published or would be."""
    yield from size_lines(deployment.weight)
    target = f"{options.branch} at {options.remote}"
    before = f", replacing {deployment.before[:12]}" if deployment.before else ""
    if deployment.kept:
        yield make_legible(f"Kept from the branch: {', '.join(deployment.kept)}.")
    if options.dry_run:
        yield make_legible(f"Would publish to {target}{before}.")
    elif not deployment.after:
        yield make_legible(f"Nothing to publish: {target} is up to date.")
    else:
        yield make_legible(f"Published {deployment.after[:12]} to {target}{before}.")


def store_lines(options: StoreOptions, deployment: StoreDeployment) -> Iterator[str]:
    """Yield the size of the site, and what was uploaded and removed, or would be."""
    yield from size_lines(deployment.weight)
    if not deployment.uploaded and not deployment.removed:
        yield make_legible(f"Nothing to publish: {options.target} is up to date.")
        return
    verb = "Would publish" if options.dry_run else "Published"
    uploaded = f"{plural(deployment.uploaded, 'file')} uploaded ({format_megabytes(deployment.bytes)})"
    rest = f"{deployment.removed:,} removed, {deployment.unchanged:,} unchanged"
    yield make_legible(f"{verb} to {options.target}: {uploaded}, {rest}.")
