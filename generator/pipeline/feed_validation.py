"""Validates the feeds of a site: those made in this build, and those kept from the last one.

Feeds are validated with ``--strict`` and in small builds. Findings are cached. If the cache is lost or the rules
changed, a strict build validates the kept feeds again; the result is the same.
"""

from collections.abc import Mapping, Sequence

import msgspec

from generator.base.errors import FeedError
from generator.model.output import PlannedOutput
from generator.pipeline.context import BuildContext
from generator.pipeline.state import FeedFindings
from generator.pipeline.tasks import FEEDS, Staged
from generator.plan.site import Plan

SHOWN = 10
"""Findings listed in an error; the rest is counted."""


class FeedAudit(msgspec.Struct, frozen=True):
    """The findings about feeds. ``complete`` means that all feeds of the site were validated, now or earlier."""

    found: FeedFindings = ()
    complete: bool = False


UNKNOWN = FeedAudit()


def validate_feeds(
    context: BuildContext, known: FeedFindings | None, plan: Plan, staged: Sequence[Staged]
) -> FeedAudit:
    """Return the findings about the feeds of a plan, sorted. With ``--strict`` every feed is validated.
    ``known`` are the findings of the last build.

    Raises :class:`FeedError` with ``--strict`` if there are findings. Nothing has been published by then.
    """
    strict = context.options.strict
    made = {plan.planned[each.row].path: each.findings for each in staged}
    others = _kept_findings(context, known, plan, made)
    found = [finding for findings in made.values() for finding in findings]
    kept = tuple(sorted([*found, *(others or ())]))
    if kept and strict:
        more = f" (and {len(kept) - SHOWN:,} more)" if len(kept) > SHOWN else ""
        told = "\n".join(["feeds are invalid:", *[each.format_line() for each in kept[:SHOWN]]])
        raise FeedError(told + more, "Nothing was published (--strict): the site is as it was before.")
    return FeedAudit(kept, others is not None)


def _kept_findings(
    context: BuildContext, known: FeedFindings | None, plan: Plan, made: Mapping[str, FeedFindings]
) -> FeedFindings | None:
    """Return the findings about feeds that were not made in this build, ``None`` if unknown."""
    if known is not None and not known:
        return ()
    feeds = {planned_output.path for planned_output in plan.planned if _is_feed(planned_output)} - made.keys()
    if known is None:
        return _validate_files(context, sorted(feeds)) if context.options.strict or not feeds else None
    return tuple([finding for finding in known if finding.path in feeds])


def _is_feed(planned_output: PlannedOutput) -> bool:
    return planned_output.kind == "feed" or isinstance(planned_output.output, FEEDS)


def _validate_files(context: BuildContext, paths: Sequence[str]) -> FeedFindings:
    from generator.validate.validator import Validator

    validator, output = Validator(), context.options.output
    return tuple(
        [finding for path in paths for finding in validator.validate(path, (output / path).read_bytes())]
    )
