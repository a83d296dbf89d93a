"""The first half of a build, from the content folder to the plan of the site. Writes nothing to the output folder.

``build``, ``explain`` and ``check`` all start here, so they agree about every path and every problem.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from msgspec.structs import replace

from generator.base.problem import Problem
from generator.base.progress import Progress
from generator.base.storage.scratch_dir import ScratchDir
from generator.images.image_requests import ImageRequest, image_requests, theme_image_requests
from generator.model.body_html import HasBody
from generator.model.catalogue import Catalogue, LeftOut
from generator.model.own_content import OwnContent
from generator.organise.catalogue import organise_again
from generator.organise.pool_topics import choose_by_topic
from generator.organise.related import RelatedFinder
from generator.organise.selection import FAULTY
from generator.organise.stories.finder import StoryFinder
from generator.pipeline.context import BuildContext
from generator.pipeline.images import ResolvedImages, resolve_images
from generator.pipeline.ledger import LedgerFile
from generator.pipeline.linked_files import LinkedFiles, find_linked_files
from generator.pipeline.own_content import load_own_content
from generator.pipeline.records import ReadRecords, locate_problems, read_records
from generator.pipeline.search_index import find_search_problems
from generator.pipeline.state import BuildState
from generator.plan.body_links import find_broken_links
from generator.plan.site import Plan, SearchStart, make_plan

ImageStep = Callable[[BuildContext, Iterable[ImageRequest], ScratchDir, Progress], ResolvedImages]
"""The function that resolves the images that pages request."""


class PlannedSite(NamedTuple):
    """A site as far as its plan, with what each stage returned. ``problems`` are those of all stages, in order."""

    records: ReadRecords
    ledger: LedgerFile
    finder: RelatedFinder
    story_finder: StoryFinder
    catalogue: Catalogue
    images: ResolvedImages
    files: LinkedFiles
    plan: Plan
    problems: list[Problem]


def plan_site(
    context: BuildContext,
    state: BuildState,
    scratch: ScratchDir,
    progress: Progress,
    resolve: ImageStep = resolve_images,
    start_search: SearchStart | None = None,
) -> PlannedSite:
    """Read, organise and plan a site. ``state`` is that of the last build. ``scratch`` takes image variants that the
    cache cannot take. ``start_search`` is as in :func:`make_plan`.

    Raises a :class:`~generator.base.errors.BroadsheetError` for whatever stops a build before it renders.
    """
    settings = context.settings
    records = read_records(context, state.records, progress)
    progress.stage("organise")
    ledger = LedgerFile(context, state)
    finder = RelatedFinder(state.related, context.executor, state.title_words)
    pool, site_data = context.listing.pool, records.site_data
    items, topics, left_out, topic_problems = choose_by_topic(
        records.items(), pool, site_data.topics, settings
    )
    site_data = replace(site_data, topics=tuple(topics))
    story_finder = StoryFinder(state.stories)
    faulty = [LeftOut(record.path, FAULTY) for record in records.records if record.item is None]
    catalogue, organise_problems = organise_again(
        items, site_data, settings, finder, ledger.adopt(items), story_finder, (*left_out, *faulty)
    )
    progress.stage("fetch")
    own, own_problems = load_own_content(context, records)
    requests = (*theme_image_requests(settings), *image_requests(catalogue, site_data, own.pages))
    images = resolve(context, requests, scratch, progress)
    progress.stage("plan")
    bodies: tuple[HasBody, ...] = (*catalogue.items, *own.pages)
    files = find_linked_files(context, bodies)
    plan = _plan(context, catalogue, images, files, own, start_search)
    problems = [
        *records.problems({each.path for each in left_out}),
        *topic_problems,
        *ledger.problems,
        *organise_problems,
        *images.problems,
        *own_problems,
        *plan.problems,
        *find_broken_links(plan.context),
    ]
    problems = locate_problems(context, [*problems, *find_search_problems(context, len(catalogue.items))])
    return PlannedSite(records, ledger, finder, story_finder, catalogue, images, files, plan, problems)


def _plan(
    context: BuildContext,
    catalogue: Catalogue,
    images: ResolvedImages,
    files: LinkedFiles,
    own: OwnContent,
    start_search: SearchStart | None,
) -> Plan:
    return make_plan(
        catalogue,
        images.images,
        context.settings,
        context.static_files(),
        context.signature_code,
        context.search_engine,
        context.messages,
        files.files,
        own,
        context.theme.asset_names(),
        start_search,
    )
