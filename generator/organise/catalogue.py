"""The stage in one function: every item of a content folder in, the organised site out.

Reads like the table of contents of this package. What each part means is said in
:mod:`generator.model.catalogue`; how it is decided, in the module of that part.
"""

from collections.abc import Sequence

from generator.base.date_outliers import latest_plausible
from generator.base.problem import Problem
from generator.model.catalogue import Catalogue, Related, Row
from generator.model.item import Item, Reference
from generator.model.ledger import NO_LEDGER, Ledger
from generator.model.settings import Settings
from generator.model.site_data import Notes
from generator.organise.collections import collections_of, resolve_members
from generator.organise.grouping import rows_by_day, rows_by_kind, undated_rows
from generator.organise.ledger_paths import broken, known_as, promises_of, redirects_of
from generator.organise.local_dates import local_days
from generator.organise.permalinks import permalinks
from generator.organise.providers import arrange_providers
from generator.organise.ranking import Ranking, depth
from generator.organise.related import Relater
from generator.organise.selection import select
from generator.organise.sort_order import newest_first
from generator.organise.topics import arrange_topics


def organise(
    items: Sequence[Item], notes: Notes, settings: Settings, ledger: Ledger = NO_LEDGER
) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Organise the items of a site.

    ``items`` may come in any order: the catalogue does not depend on it. The problems are warnings, sorted
    by path; none of them stops an item.
    """
    return organise_again(items, notes, settings, Relater(), ledger)


def organise_again(
    items: Sequence[Item], notes: Notes, settings: Settings, relater: Relater, ledger: Ledger = NO_LEDGER
) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Organise the items of a site, with somebody to make the sidebars who may remember those of last time.

    The catalogue is the same as that of :func:`organise`. ``ledger`` is content: what it promises is kept.
    """
    items = known_as(items, ledger)
    present = {item.key for item in items} if ledger.lines else frozenset[str]()
    selection = select(items, settings.content)
    ordered = newest_first(selection.items)
    twins = {
        row: selection.twins[item.key] for row, item in enumerate(ordered) if item.key in selection.twins
    }
    days = local_days(ordered, settings.site.timezone)
    promises = promises_of(ledger, present)
    links = permalinks(ordered, days, promises)
    topics = arrange_topics(ordered, notes.topics)
    relater.begin(ordered, topics.topics_of, selection.withdrawn, settings.lists.related)
    providers = arrange_providers(ordered, notes.providers)
    latest = latest_plausible(item.published for item in ordered)
    ranking = Ranking(ordered, providers.provider_of, settings.rank, latest, depth(settings))
    members, strays = resolve_members(ordered, twins, selection.left_out)
    catalogue = Catalogue(
        items=ordered,
        slugs=links,
        topics=ranking.of_topics(topics.topics),
        providers=providers.providers,
        topics_of=topics.topics_of,
        provider_of=providers.provider_of,
        kinds=rows_by_kind(ordered),
        days=rows_by_day(days),
        undated=undated_rows(ordered),
        members=members,
        collections_of=collections_of(members),
        twins=twins,
        left_out=selection.left_out,
        ranked=ranking.first(range(len(ordered))),
        latest=ranking.latest,
        redirects=tuple(redirects_of(promises, ordered, links)),
        related=relater.end(),
        elsewhere=_elsewhere(relater.named()),
    )
    unkept = broken(ledger, present, catalogue, settings.feeds.id_authority)
    return catalogue, tuple(sorted([*selection.problems, *topics.problems, *strays, *unkept]))


def _elsewhere(named: Sequence[Sequence[Related]]) -> tuple[tuple[Row, Reference], ...]:
    return tuple(
        [(row, each.elsewhere) for row, places in enumerate(named) for each in places if each.elsewhere]
    )
