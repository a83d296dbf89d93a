"""Makes the report of a build: counts of records and files, problems, decisions."""

from collections import Counter
from collections.abc import Sequence

from generator.base.problem import Problem, count_other_files
from generator.model.catalogue import Catalogue
from generator.model.fetched_images import ImageReport
from generator.model.report import BuildReport, Counts, SearchReport
from generator.model.trace import OutputAction
from generator.pipeline.context import BuildContext, printable_path
from generator.pipeline.records import ReadRecords, show_real_paths
from generator.pipeline.unknown_fields import collect_unknown_fields, unknown_field_problems
from generator.plan.site import Plan
from generator.read.messages import find_untranslated


def make_report(
    context: BuildContext,
    reading: ReadRecords,
    catalogue: Catalogue,
    problems: Sequence[Problem],
    pictures: ImageReport,
    search: SearchReport,
    plan: Plan,
    actions: Sequence[OutputAction],
    moved: tuple[int, int, int],
) -> BuildReport:
    """Return the report of a build. ``moved`` counts the files ``(written, unchanged, removed)``."""
    options = context.options
    asked = options.explain or options.dry_run
    left_out = sorted([(context.shown_path(each.path), each.reason) for each in catalogue.left_out])
    return BuildReport(
        content=printable_path(options.content),
        output=printable_path(options.output),
        base_url=context.settings.site.base_url,
        counts=_counts(context, reading, catalogue, plan, problems, left_out, moved),
        problems=tuple(problems),
        left_out=tuple(left_out),
        pictures=pictures,
        search=search,
        unknown=collect_unknown_fields(show_real_paths(context, unknown_field_problems(reading, catalogue))),
        others=context.listing.others,
        looks_like_jekyll=reading.first and _looks_like_jekyll(reading),
        untranslated=find_untranslated(context.settings.site.language, context.theme.words),
        actions=tuple(actions) if asked else (),
    )


def count_beside(context: BuildContext, reading: ReadRecords, problems: Sequence[Problem]) -> int:
    """Return the number of problems in files that are not records."""
    return (
        count_other_files(problems, (context.shown_path(each.path) for each in reading.records))
        if problems
        else 0
    )


def _looks_like_jekyll(reading: ReadRecords) -> bool:
    """Return whether records have a layout or are in ``_posts``, and one of them is not promoted."""
    items = reading.items()
    is_moved = any("layout" in record.unknown or "_posts/" in record.path for record in reading.records)
    return is_moved and not all(item.promoted for item in items)


def _counts(
    context: BuildContext,
    reading: ReadRecords,
    catalogue: Catalogue,
    plan: Plan,
    problems: Sequence[Problem],
    left_out: Sequence[tuple[str, str]],
    moved: tuple[int, int, int],
) -> Counts:
    pages = sum(bool(planned_output.template) for planned_output in plan.planned)
    feeds = sum(planned_output.kind == "feed" for planned_output in plan.planned)
    reasons = Counter(reason for _, reason in left_out)
    return Counts(
        records=len(reading.records),
        items=len(catalogue.items),
        unpromoted=sum(not item.promoted for item in catalogue.items),
        left_out=tuple(sorted(reasons.items())),
        topics=len(catalogue.topics),
        providers=len(catalogue.providers),
        pages=pages,
        feeds=feeds,
        other=len(plan.planned) - pages - feeds,
        written=moved[0],
        unchanged=moved[1],
        removed=moved[2],
        beside=count_beside(context, reading, problems),
    )
