"""What is compared of an item: words, figures and weekdays of its title, and the beginning of its excerpt.

The features depend on the item and its own topics alone, so the similarity of two items depends on these two alone.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from generator.base.urls import domain_of_url
from generator.base.words import WordSplitter
from generator.model.item import Item
from generator.model.site_data import TopicInfo
from generator.organise.stories.figures import find_figures, find_weekdays, is_large

EXCERPT_WORDS = 40
"""Words of an excerpt that count."""

EXCERPT_FIGURES = 300
"""Characters of an excerpt in which figures count."""

_MOST_WORDS = 64
"""Words of a title that count, or pairs of characters."""


_KINDS = frozenset(["article", "video", "course", "download"])


def is_grouped(item: Item) -> bool:
    """Return whether an item is compared with others: not a collection or a person, and its record names no story."""
    return item.kind in _KINDS and not item.story


class StoryLanguage:
    """Splits the texts of one language, without the words of topics, which say nothing about one event."""

    def __init__(self, language: str, keywords: dict[str, tuple[str, ...]]) -> None:
        """``keywords`` are those of topics, by case-folded name."""
        self._splitter = WordSplitter(language)
        self.name = self._splitter.language
        self._keywords = keywords
        self._topic_words: dict[tuple[str, ...], frozenset[str]] = {}

    def split(self, text: str, topics: tuple[str, ...]) -> list[str]:
        """Return the words of a text, with repeats. Figures are not among them."""
        return self._splitter.split(text, self._words_of(topics))

    def explain(self, text: str) -> dict[str, str]:
        """Return the words of a text, each with its first spelling."""
        return self._splitter.explain(text)

    def _words_of(self, topics: tuple[str, ...]) -> frozenset[str]:
        own = self._topic_words.get(topics)
        if own is None:
            texts = [text for name in topics for text in (name, *self._keywords.get(name.casefold(), ()))]
            words = [word for text in texts for word in self._splitter.explain(text).values()]
            own = self._topic_words[topics] = frozenset(words)
        return own


class StoryLanguages:
    """The languages of a site's items, each made when it is first needed."""

    def __init__(self, language: str, topics: Sequence[TopicInfo] = ()) -> None:
        """``language`` is that of the site; an item may have its own."""
        self._language = language
        self._keywords = {topic.name.casefold(): topic.keywords for topic in topics}
        self._known: dict[str, StoryLanguage] = {}

    def features(self, item: Item) -> "StoryFeatures":
        """Return the features of a dated item."""
        spoken = item.locale or self._language
        if (known := self._known.get(spoken)) is None:
            known = self._known[spoken] = StoryLanguage(spoken, self._keywords)
        return StoryFeatures(item, known)


class StoryFeatures:
    """The features of one item. Those of the excerpt are found when they are first needed."""

    def __init__(self, item: Item, language: StoryLanguage) -> None:
        assert item.published is not None
        self.item, self.language = item, language
        self.published: datetime = item.published
        title = strip_site_name(item.title, item.source.name if item.source else "")
        self.figures = find_figures(title, language.name)
        self.title = frozenset(language.split(title, item.topics)[:_MOST_WORDS]) | self.figures

    @cached_property
    def excerpt(self) -> frozenset[str]:
        """The first words of the excerpt."""
        head = self.item.excerpt[: EXCERPT_WORDS * 16]
        words = self.language.split(head, self.item.topics)[:EXCERPT_WORDS]
        return frozenset(words) | find_figures(head[:EXCERPT_FIGURES], self.language.name)

    @cached_property
    def all(self) -> frozenset[str]:
        """The words of title and excerpt."""
        return self.title | self.excerpt

    @cached_property
    def large_figures(self) -> frozenset[str]:
        """The large figures of title and excerpt."""
        excerpt = find_figures(self.item.excerpt[:EXCERPT_FIGURES], self.language.name)
        return frozenset([figure for figure in self.figures | excerpt if is_large(figure)])

    @cached_property
    def weekdays(self) -> frozenset[str]:
        """The weekdays that the title names."""
        return find_weekdays(self.item.title, self.language.name)

    @cached_property
    def provider(self) -> tuple[str, str]:
        """Domain and case-folded name of the provider, "" if unknown."""
        source = self.item.source
        domain = source.domain if source else ""
        return domain or domain_of_url(self.item.link), source.name.casefold() if source else ""


def strip_site_name(title: str, name: str) -> str:
    """Return a title without the name of its site at the end.

    >>> strip_site_name("Pier reopens | The Quay", "The Quay")
    'Pier reopens'
    """
    head = title.removesuffix(name).rstrip() if name else title
    return head[:-1].rstrip() if head != title and head[-1:] in ("|", "-", "–", "—", "·") else title
