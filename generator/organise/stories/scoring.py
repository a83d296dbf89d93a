"""The closeness of two items, and the reasons why two cannot be about one event."""

from generator.organise.stories.features import StoryFeatures

AGREEMENT, TELLING = 50, 1000
"""Closeness that two items gain by a common figure, and the figures from which it is worth that."""

SAME_TITLE, SAME_EXCERPT = 800, 500
"""Closeness of titles and of excerpts from which two items of one provider may be the same text."""


def score_pair(one: StoryFeatures, other: StoryFeatures) -> int:
    """Return the closeness of two items in thousandths, 0 if something speaks against one event (:func:`find_veto`)."""
    return 0 if find_veto(one, other, jaccard(one.title, other.title)) else measure_closeness(one, other)


def measure_closeness(one: StoryFeatures, other: StoryFeatures) -> int:
    """Return the closeness of two items in thousandths, whatever speaks against one event.

    Titles count twice. The words of both texts count once, and so does the share of each title that the other text has:
    one paper's headline is another's first sentence.
    """
    title = jaccard(one.title, other.title)
    told = (_share(one.title, other.all) + _share(other.title, one.all)) // 2
    score = (2 * title + jaccard(one.all, other.all) + told) // 4
    return min(score + AGREEMENT, 1000) if _agree(one.large_figures, other.large_figures) else score


def find_veto(one: StoryFeatures, other: StoryFeatures, title: int) -> str:
    """Return what speaks against one event, "" for nothing. ``title`` is the closeness of the titles."""
    if one.figures and other.figures and one.figures.isdisjoint(other.figures):
        return "figures in the titles"
    if is_one_provider(one, other) and not (
        title >= SAME_TITLE and jaccard(one.excerpt, other.excerpt) >= SAME_EXCERPT
    ):
        return "provider"
    first, second = one.large_figures, other.large_figures
    if first and second and first.isdisjoint(second):
        return "figures"
    first, second = one.weekdays, other.weekdays
    return "weekdays" if first and second and first.isdisjoint(second) else ""


def is_one_provider(one: StoryFeatures, other: StoryFeatures) -> bool:
    """Return whether two items are of one provider, by domain or by name."""
    (domain, name), (other_domain, other_name) = one.provider, other.provider
    return bool(domain and domain == other_domain) or bool(name and name == other_name)


def jaccard(one: frozenset[str], other: frozenset[str]) -> int:
    """Return the share of common members in thousandths."""
    shared = len(one & other)
    return 1000 * shared // (len(one) + len(other) - shared) if shared else 0


def _share(words: frozenset[str], text: frozenset[str]) -> int:
    """Return the share of ``words`` that a text has, in thousandths."""
    return 1000 * len(words & text) // len(words) if words else 0


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether two texts have a telling figure in common."""
    return bool(one) and bool(other) and any(int(figure) >= TELLING for figure in one & other)
