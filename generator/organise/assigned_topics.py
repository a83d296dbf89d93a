"""Topics of items from the keywords and hashtags of topic files, if ``[topics] assign`` asks for them."""

from collections.abc import Sequence
from typing import NamedTuple

from generator.base.phrase_rules import PhraseRules
from generator.base.phrases import fold_text
from generator.model.item import Item, change_item
from generator.model.settings import TopicSettings
from generator.model.site_data import TopicInfo

_BETWEEN = " | "
"""Between title, tags and excerpt: no phrase begins in one and ends in another."""


class AssignedTopics(NamedTuple):
    """Items with their topics. ``reasons`` has the topics that were assigned, by the key of the item: name → reason."""

    items: tuple[Item, ...]
    reasons: dict[str, dict[str, str]]


def assign_topics(
    items: Sequence[Item], notes: Sequence[TopicInfo], settings: TopicSettings
) -> AssignedTopics:
    """Assign topics by the rules of topic files: to items without topics, or to all after their own.

    A rule looks at the title and the tags of an item, with ``match: text`` also at its excerpt. Time is linear in the
    texts.
    """
    if settings.assign == "never" or not notes:
        return AssignedTopics(tuple(items), {})
    rules, reasons = PhraseRules([note.rule for note in notes]), {}
    assigned: list[Item] = []
    for item in items:
        is_asked = settings.assign == "always" or not any(map(str.strip, item.topics))
        found = _match(item, rules, notes) if is_asked else {}
        if found:
            reasons[item.key] = found
        assigned.append(change_item(item, topics=(*item.topics, *found)) if found else item)
    return AssignedTopics(tuple(assigned), reasons)


def _match(item: Item, rules: PhraseRules, notes: Sequence[TopicInfo]) -> dict[str, str]:
    """Return the names of the topics that an item gets and does not have, each with its reason."""
    title = _BETWEEN.join(map(fold_text, (item.title, *item.tags)))
    texts = {"title": title, "text": _BETWEEN.join((title, fold_text(item.excerpt)))}
    own = {fold_text(name) for name in item.topics}
    found = {notes[row]: phrases for row, phrases in rules.decide(texts).items()}
    return {
        note.name: f"assigned by {phrases}"
        for note, phrases in found.items()
        if own.isdisjoint((fold_text(note.name), fold_text(note.shortname)))
    }
