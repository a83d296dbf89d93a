"""Providers with the most items of a topic, and topics with the most items of a provider."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from generator.model.catalogue import Row
from generator.model.views.parts import EntryView
from generator.plan.context import SiteContext

MAX_NAMES = 8
"""Maximum names. A single name is left out: there is nothing to compare it with."""


def top_providers(context: SiteContext, rows: Sequence[Row]) -> tuple[EntryView, ...]:
    """Return the providers with the most of ``rows``."""
    if not context.settings.sections.providers:
        return ()
    counts = Counter(map(context.catalogue.provider_of.__getitem__, rows))
    del counts[""]
    views = context.provider_views
    return tuple(
        [
            EntryView(views[slug].name, views[slug].url, context.phrases.number(count))
            for slug, count in _most_common(counts)
        ]
    )


def top_topics(context: SiteContext, rows: Sequence[Row]) -> tuple[EntryView, ...]:
    """Return the topics with the most of ``rows``."""
    if not context.settings.sections.topics:
        return ()
    counts = Counter(chain.from_iterable(map(context.catalogue.topics_of.__getitem__, rows)))
    links = context.topic_links
    return tuple(
        [
            EntryView(links[slug].title, links[slug].url, context.phrases.number(count))
            for slug, count in _most_common(counts)
        ]
    )


def _most_common(counts: Counter[str]) -> list[tuple[str, int]]:
    """Return the largest counts, equal ones by slug."""
    order = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:MAX_NAMES]
    return order if len(order) > 1 else []
