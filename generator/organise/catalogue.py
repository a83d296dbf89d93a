"""Entry point of the stage: turn the items of a content folder into a catalogue.

:mod:`generator.model.catalogue` documents each part of the catalogue. Each part is computed in a module of its own.
"""

from collections.abc import Sequence
from typing import NamedTuple

from generator.base.problem import Problem
from generator.model.catalogue import Catalogue, LeftOut, Related, Row, SharedPath
from generator.model.item import Item, RelatedLink
from generator.model.ledger import NO_LEDGER, Ledger, Redirect
from generator.model.settings import Settings, SiteSettings
from generator.model.site_data import SiteData
from generator.organise.assigned_topics import assign_topics
from generator.organise.chosen_paths import alias_redirects, choose_permalinks
from generator.organise.collections import collections_by_row, resolve_members
from generator.organise.field_terms import arrange_field_terms
from generator.organise.grouping import group_by_day, group_by_kind, select_undated
from generator.organise.held_dates import hold_back_dates
from generator.organise.ledger_paths import (
    ReservedPaths,
    adopt_records,
    find_lost_paths,
    plan_redirects,
    reserve_paths,
    with_ledger_keys,
)
from generator.organise.local_dates import Day, local_days
from generator.organise.permalinks import assign_permalinks, plain_path
from generator.organise.providers import arrange_providers
from generator.organise.ranking import Ranking, page_depth
from generator.organise.record_keys import separate_records
from generator.organise.related import RelatedFinder
from generator.organise.selection import select
from generator.organise.sort_order import sort_newest_first
from generator.organise.stories.finder import StoryFinder
from generator.organise.stories.leads import arrange_stories
from generator.organise.topics import arrange_topics


def organise(
    items: Sequence[Item], notes: SiteData, settings: Settings, ledger: Ledger = NO_LEDGER
) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Organise the items of a site.

    The catalogue does not depend on the order of ``items``. Problems are sorted by path. None of them leaves out a
    record that would otherwise be built.
    """
    return organise_again(items, notes, settings, RelatedFinder(), ledger)


def organise_again(
    items: Sequence[Item],
    notes: SiteData,
    settings: Settings,
    finder: RelatedFinder,
    ledger: Ledger = NO_LEDGER,
    story_finder: StoryFinder | None = None,
    not_chosen: Sequence[LeftOut] = (),
) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Organise the items of a site, with finders that may reuse the related items and the stories of the last build.

    Returns the same as :func:`organise`. Paths and keys in ``ledger`` are kept. ``not_chosen`` are records that are
    faulty or left out by topic; they are not among ``items``.
    """
    items = separate_records(items, settings.content.drafts)
    ledger = adopt_records(ledger, items)
    items = with_ledger_keys(items, ledger)
    present = {item.key for item in items} if ledger.lines else frozenset[str]()
    selection = select(items, settings.content)
    not_chosen = [
        LeftOut(i.path, i.reason, "" if i.url in selection.withdrawn else i.url) for i in not_chosen
    ]
    left_out = tuple(sorted([*selection.left_out, *not_chosen], key=lambda each: each.path))
    ordered = sort_newest_first(selection.items)
    twins = {
        row: selection.twins[item.key] for row, item in enumerate(ordered) if item.key in selection.twins
    }
    days = local_days(ordered, settings.site.timezone)
    language = settings.site.language
    paths = _assign_paths(
        ordered,
        days,
        reserve_paths(ledger, present),
        _withdrawn_paths(selection.hidden, settings.site),
        language,
    )
    ordered, topic_reasons = assign_topics(ordered, notes.topics, settings.topics)
    topics = arrange_topics(ordered, notes.topics, language)
    providers = arrange_providers(ordered, notes.providers, language)
    found = (story_finder or StoryFinder()).find(ordered, settings.stories, language, notes.topics)
    stories = (
        arrange_stories(ordered, paths.links, providers.provider_of, found)
        if settings.stories.enabled
        else ()
    )
    story_of = {row: story for story in stories for row in story.rows}
    finder.start(ordered, topics.topics_of, selection.withdrawn, settings.lists.related, language, story_of)
    dates = hold_back_dates(ordered, settings.content.hold_back_dates)
    ranking = Ranking(
        ordered, providers.provider_of, settings.rank, dates.latest, page_depth(settings), story_of
    )
    members, member_problems = resolve_members(ordered, twins, left_out)
    catalogue = Catalogue(
        items=ordered,
        slugs=paths.links,
        topics=ranking.of_topics(topics.topics),
        providers=providers.providers,
        topics_of=topics.topics_of,
        provider_of=providers.provider_of,
        kinds=group_by_kind(ordered),
        days=group_by_day(days),
        undated=select_undated(ordered),
        members=members,
        collections_of=collections_by_row(members),
        twins=twins,
        left_out=left_out,
        ranked=ranking.order(range(len(ordered))),
        latest=dates.latest,
        horizon=dates.horizon,
        redirects=paths.redirects,
        shared_paths=paths.shared,
        related=finder.result(),
        field_terms=arrange_field_terms(ordered, settings.sections, language),
        elsewhere=_external_links(finder.named()),
        stories=stories,
        story_of=story_of,
        sources=notes.sources,
        topic_reasons=topic_reasons,
    )
    ledger_problems = find_lost_paths(ledger, present, catalogue, settings.feeds.id_authority)
    problems = [
        *paths.problems,
        *selection.problems,
        *topics.problems,
        *dates.problems,
        *member_problems,
        *ledger_problems,
    ]
    return catalogue, tuple(sorted(problems))


class _Paths(NamedTuple):
    """The paths of the pages of items, by row; paths that name several items; redirects; and what was wrong."""

    links: tuple[str, ...]
    shared: tuple[SharedPath, ...]
    redirects: tuple[Redirect, ...]
    problems: tuple[Problem, ...]


def _assign_paths(
    items: Sequence[Item],
    days: Sequence[Day | None],
    reserved: ReservedPaths,
    withdrawn: frozenset[str],
    language: str,
) -> _Paths:
    plain = [plain_path(item, day, language) for item, day in zip(items, days, strict=True)]
    chosen, path_problems = choose_permalinks(items, plain, reserved, withdrawn)
    links, shared = assign_permalinks(items, plain, reserved, withdrawn, chosen)
    moved = tuple(plan_redirects(reserved, items, links))
    redirects, alias_problems = alias_redirects(items, links, [each.path for each in shared], moved, reserved)
    return _Paths(links, shared, redirects, (*path_problems, *alias_problems))


def _withdrawn_paths(hidden: Sequence[Item], site: SiteSettings) -> frozenset[str]:
    """Return the case-folded paths that the pages of withdrawn items had, or would have."""
    days = local_days(hidden, site.timezone)
    return frozenset(
        [plain_path(item, day, site.language).casefold() for item, day in zip(hidden, days, strict=True)]
    )


def _external_links(named: Sequence[Sequence[Related]]) -> tuple[tuple[Row, RelatedLink], ...]:
    return tuple(
        [(row, each.elsewhere) for row, entries in enumerate(named) for each in entries if each.elsewhere]
    )
