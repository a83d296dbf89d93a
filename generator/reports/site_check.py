"""What ``check --output`` found, and what ``deploy`` did → lines for people, JSON for machines."""

from collections import Counter
from collections.abc import Iterator

import msgspec

from generator.base.json_text import json_text
from generator.base.text import format_megabytes, make_legible, plural
from generator.model.results.deployment import Deployment, DeployOptions
from generator.model.results.site_check import SiteCheckReport, SiteGrowth, SiteSize


def site_check_lines(proof: SiteCheckReport) -> Iterator[str]:
    """Yield the last lines of a check: what the site weighs, and how many problems there are."""
    yield from size_lines(proof.weight)
    found = Counter(problem.severity for problem in proof.problems)
    yield (
        f"{proof.pages:,} pages and {proof.links:,} links of {proof.base_url}: "
        f"{found['error']:,} errors, {found['warning']:,} warnings"
    )


def size_lines(weight: SiteSize) -> Iterator[str]:
    """Yield the size of a site, its largest folders and its largest file."""
    yield f"{weight.files:,} files, {format_megabytes(weight.total)}"
    if weight.folders:
        yield make_legible(
            "    folders: " + ", ".join(f"{name} {format_megabytes(size)}" for name, size in weight.folders)
        )
        yield make_legible(f"    largest file: {weight.largest[0]} {format_megabytes(weight.largest[1])}")
    if weight.growth:
        yield from _growth_lines(weight.growth)


def _growth_lines(growth: SiteGrowth) -> Iterator[str]:
    """Yield how a site grew, and when it will be as large as its host takes."""
    much = f"about {format_megabytes(growth.bytes)} and {plural(growth.files, 'file')}"
    yield f"    growth in the year to {growth.newest}: {plural(growth.items, 'item')}, {much}"
    reached = [f"by {name} in {month}" for name, month in growth.full.items() if month]
    if reached:
        yield f"    at this rate the host is full {', '.join(reached)}"


def site_check_json(proof: SiteCheckReport) -> str:
    """Return all that was found as JSON. Paths are relative to the output folder, sizes in bytes."""
    plain = msgspec.to_builtins(proof)
    weight = plain["weight"]
    weight["folders"] = [{"path": path, "bytes": size} for path, size in weight["folders"]]
    weight["largest"] = dict(zip(("path", "bytes"), weight["largest"], strict=True))
    return json_text(plain)


def deployment_lines(options: DeployOptions, deployment: Deployment) -> Iterator[str]:
    """Yield what was published, or would be, and where."""
    yield from size_lines(deployment.weight)
    target = f"{options.branch} at {options.remote}"
    before = f", in the place of {deployment.before[:12]}" if deployment.before else ""
    if options.dry_run:
        yield make_legible(f"Would publish to {target}{before}.")
    elif not deployment.after:
        yield make_legible(f"Nothing to publish: {target} holds the same.")
    else:
        yield make_legible(f"Published {deployment.after[:12]} to {target}{before}.")
