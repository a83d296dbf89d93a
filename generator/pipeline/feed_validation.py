"""What is wrong with the feeds of a site: of those made now, and of those that stay as the last build left them.

Feeds are looked at with ``--strict``, and in small builds. Findings are kept from build to build. Where they are
lost, or the rules are others now, a strict build reads feeds that stay and validates them: it takes longer, and says
the same.
"""

from collections.abc import Mapping, Sequence

import msgspec

from generator.base.errors import FeedError
from generator.base.storage.cache_file import read_cache_file, write_cache_file
from generator.model.output import PlannedOutput
from generator.model.results.finding import Finding
from generator.pipeline.context import BuildContext
from generator.pipeline.tasks import FEEDS, Staged
from generator.plan.site import Plan

SHOWN = 10
"""Findings that an error names; the rest is counted."""

FeedFindings = tuple[Finding, ...]


class FeedAudit(msgspec.Struct, frozen=True):
    """What is wrong with feeds. ``whole`` tells that all feeds of the site have been looked at, now or before."""

    found: FeedFindings = ()
    whole: bool = False


UNKNOWN = FeedAudit()


def validate_feeds(context: BuildContext, plan: Plan, staged: Sequence[Staged]) -> FeedAudit:
    """Return the findings of the feeds of a plan, by path. With ``--strict`` all are looked at, whatever was known.

    Raises :class:`FeedError` where something is wrong and ``--strict`` was asked for. Nothing has moved by then.
    """
    strict = context.options.strict
    made = {plan.planned[each.row].path: each.findings for each in staged}
    others = _of_others(context, plan, made)
    found = [finding for findings in made.values() for finding in findings]
    kept = tuple(sorted([*found, *(others or ())]))
    if kept and strict:
        more = f" (and {len(kept) - SHOWN:,} more)" if len(kept) > SHOWN else ""
        told = "\n".join(["feeds break rules of their standards:", *[each.told() for each in kept[:SHOWN]]])
        raise FeedError(told + more, "Nothing was published (--strict): the site is as it was before.")
    return FeedAudit(kept, others is not None)


def _of_others(context: BuildContext, plan: Plan, made: Mapping[str, FeedFindings]) -> FeedFindings | None:
    """Return the findings of feeds that were not made now, ``None`` where nobody has looked at them."""
    known = load_findings(context)
    if known is not None and not known:
        return ()
    feeds = {planned_output.path for planned_output in plan.planned if _is_feed(planned_output)} - made.keys()
    if known is None:
        return _read_again(context, sorted(feeds)) if context.options.strict or not feeds else None
    return tuple([finding for finding in known if finding.path in feeds])


def _is_feed(planned_output: PlannedOutput) -> bool:
    return planned_output.kind == "feed" or isinstance(planned_output.output, FEEDS)


def _read_again(context: BuildContext, paths: Sequence[str]) -> FeedFindings:
    from generator.validate.validator import Validator

    validator, output = Validator(), context.options.output
    return tuple(
        [finding for path in paths for finding in validator.validate(path, (output / path).read_bytes())]
    )


def load_findings(context: BuildContext) -> FeedFindings | None:
    """Return the findings that the last build kept, ``None`` where they are lost."""
    body = read_cache_file(context.cache.findings, context.validating_code)
    try:
        return None if body is None else msgspec.msgpack.decode(body, type=FeedFindings)
    except msgspec.MsgspecError:
        return None


def save_findings(context: BuildContext, audit: FeedAudit) -> None:
    """Keep findings, before the trace is kept: a feed that the trace does not know as it is now is made again, whatever
    is said of it here. Where not all feeds were looked at, nothing is known. Raises :class:`OSError`."""
    store = context.cache.findings
    if not audit.whole:
        store.unlink(missing_ok=True)
    elif audit.found != load_findings(context):
        write_cache_file(store, context.validating_code, msgspec.msgpack.encode(audit.found))
