"""Texts of pages: messages in the site's language, filled with numbers, names and dates."""

from generator.model.locale_formats import LocaleFormats
from generator.model.messages import Messages, Plural


class Phrases:
    """Messages of one language, formatted for one locale."""

    __slots__ = ("_formats", "_plural_period", "words")

    def __init__(self, words: Messages, formats: LocaleFormats) -> None:
        self.words = words
        self._formats = formats
        self._plural_period = len(formats.plurals) // 2  # beyond it, plural forms repeat

    def kind_label(self, kind: str) -> str:
        """Return the singular name of a content type."""
        return self.words.kinds.of(kind).one

    def kind_heading(self, kind: str) -> str:
        """Return the plural name of a content type."""
        return self.words.kinds.of(kind).many

    def source_label(self, kind: str, place: str) -> str:
        """Return the text of the link to the source of an item. ``place`` is a provider or a domain."""
        return self.words.kinds.of(kind).source.format(place=place)

    def number(self, number: int) -> str:
        """Return a whole number with grouped digits: ``8,400``, ``8.400``, ``8 400``."""
        if -1000 < number < 1000:
            return str(number)
        first, others = self._formats.grouping
        if first == others == 3:
            return f"{number:,}".replace(",", self._formats.group)
        return self._formats.group.join(_groups(str(number), first, others))

    def percent(self, share: int) -> str:
        """Return a percentage: ``82%``, ``82 %``."""
        return self._formats.percent.format(n=self.number(share))

    def decimal(self, number: float) -> str:
        """Return a number with one decimal: ``4.5``, ``4,5``."""
        return f"{number:.1f}".replace(".", self._formats.decimal)

    def count(self, number: int, text: Plural) -> str:
        """Return a message for a number: ``1 item``, ``8,400 items``."""
        period = self._plural_period
        index = number if number < period else period + number % period
        form = getattr(text, self._formats.plurals[index]) or text.other
        return str(form).format(n=self.number(number))

    def duration(self, seconds: int) -> str:
        """Return a duration: ``1 h 15 min``, ``57 min``, ``40 s``."""
        words = self.words
        hours, rest = divmod(seconds, 3600)
        minutes = rest // 60
        parts = [words.hours.format(n=self.number(hours))] if hours else []
        parts += [words.minutes.format(n=minutes)] if minutes else []
        return " ".join(parts) or words.seconds.format(n=rest)


def _groups(digits: str, first: int, others: int) -> list[str]:
    """Split digits into groups: ``first`` digits in the last group, ``others`` in each group before it."""
    groups = [digits[-first:]]
    digits = digits[:-first]
    while digits:
        groups.insert(0, digits[-others:])
        digits = digits[:-others]
    return groups
