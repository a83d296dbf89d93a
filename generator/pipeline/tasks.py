"""The functions that worker processes run to digest views and render outputs: PlannedOutput → bytes → staged file."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from generator.base.digest import digest
from generator.base.errors import InternalError, OutputError
from generator.images.variant_store import read_variant
from generator.model.output import Asset, Data, Feed, Opml, Output, VariantFile
from generator.model.results.finding import Finding
from generator.plan.site import Plan
from generator.read.leak_check import has_leak
from generator.render.html.theme import Theme
from generator.render.renderer import Renderer
from generator.write.fingerprint import view_digest
from generator.write.staging import stage

FEEDS = (Feed, Opml)
"""The outputs that the feed validator checks."""

if TYPE_CHECKING:
    from generator.validate.validator import Validator


class Staged(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A rendered output. ``view`` is the digest of its view; ``same`` means that the output folder already has these
    bytes and nothing was staged. ``findings`` are the rules that a feed breaks. ``damaged`` is the name of the bundle
    whose damage left the output without bytes."""

    row: int
    view: bytes
    digest: bytes
    size: int
    mtime_ns: int
    same: bool
    findings: tuple[Finding, ...] = ()
    damaged: str = ""


class DamagedBundlesError(Exception):
    """Bundles of image variants in the cache are damaged. ``names`` are those of their files."""

    def __init__(self, names: frozenset[str]) -> None:
        super().__init__(names)
        self.names = names


@dataclass(frozen=True)
class RenderJob:
    """The context of :func:`render_outputs`: the plan, the theme, and the folders.

    ``present`` has the digest of the file in the output folder at a row's path, where known. ``variants`` is the folder
    of image variants, ``compiled`` the folder of templates compiled by code of the digest ``code``. With ``validate``,
    feeds are validated.
    """

    plan: Plan
    theme: Theme
    present: Mapping[int, bytes]
    variants: Path
    compiled: Path
    code: bytes
    staging: str
    validate: bool = False

    @cached_property
    def renderer(self) -> Renderer:
        """The renderer of this process."""
        return Renderer(self.theme, self.plan.site, self.compiled, self.code)

    @cached_property
    def validator(self) -> "Validator":
        """The feed validator of this process, imported on first use."""
        from generator.validate.validator import Validator

        return Validator()


def view_digests(plan: Plan, rows: Sequence[int]) -> list[bytes]:
    """Return the digests of some outputs' views."""
    return [view_digest(plan.make_output(plan.planned[row])) for row in rows]


def render_outputs(job: RenderJob, rows: Sequence[int]) -> list[Staged]:
    """Render some outputs, and stage those whose bytes changed."""
    return [_render(job, row) for row in rows]


def _render(job: RenderJob, row: int) -> Staged:
    output = job.plan.make_output(job.plan.planned[row])
    try:
        data = _bytes(job, output)
    except DamagedBundlesError as error:
        return Staged(row, b"", b"", 0, 0, True, damaged=min(error.names))
    view, found = view_digest(output), digest(data)
    is_held = job.validate and isinstance(output, FEEDS)
    findings = job.validator.validate(output.path, data) if is_held else ()
    if found == job.present.get(row):
        return Staged(row, view, found, len(data), 0, True, findings)
    size, mtime_ns = stage(job.staging, str(row), data)
    return Staged(row, view, found, size, mtime_ns, False, findings)


def _bytes(job: RenderJob, output: Output) -> bytes:
    match output:
        case VariantFile():
            return _variant(job.variants / output.bundle, output)
        case Asset():
            return _file(Path(output.source))
        case Data():
            return _data(output)
        case _:
            return _checked(output.path, job.renderer.render(output))


def _checked(path: str, data: bytes) -> bytes:
    """Return rendered bytes after checking that no ``secured`` value is in them. Records have none left, so a leak is
    our bug."""
    if has_leak(data):
        raise InternalError(f"a secured value reached {path}: nothing was published")
    return data


def _variant(bundle: Path, made: VariantFile) -> bytes:
    """Return the bytes of an image variant. Raises :class:`DamagedBundlesError`."""
    with suppress(OSError):
        data = read_variant(bundle, made.offset, made.length)
        if digest(data) == made.digest:
            return data
    raise DamagedBundlesError(frozenset({bundle.name}))


def _data(output: Data) -> bytes:
    """Return the bytes of a file. A file kept from the last build must not have changed since it was planned."""
    if digest(output.data) != output.digest:
        raise OutputError(f"{output.path} was changed while the site was built", "Build again.")
    return output.data


def _file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise OutputError(f"cannot read {path}: {fault.strerror}", "Build again once it is back.") from fault
