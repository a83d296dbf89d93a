"""What pages say: the words of the site's language put together with numbers, names and dates."""

from generator.model.locale_formats import LocaleFormats
from generator.model.messages import Messages, Plural


class Phrases:
    """The words of one language, in the customs of one locale."""

    __slots__ = ("_customs", "_largest", "words")

    def __init__(self, words: Messages, customs: LocaleFormats) -> None:
        self.words = words
        self._customs = customs
        self._largest = len(customs.plurals) // 2

    def kind_label(self, kind: str) -> str:
        """Return what people call one item of a kind."""
        return self.words.kinds.of(kind).one

    def kind_heading(self, kind: str) -> str:
        """Return what people call the items of a kind."""
        return self.words.kinds.of(kind).many

    def source_label(self, kind: str, place: str) -> str:
        """Return what the link to where an item of a kind was published says."""
        return self.words.kinds.of(kind).source.format(place=place)

    def number(self, number: int) -> str:
        """Return a whole number with its digits grouped: ``8,400``, ``8.400``, ``8 400``."""
        if -1000 < number < 1000:
            return str(number)
        first, others = self._customs.grouping
        if first == others == 3:
            return f"{number:,}".replace(",", self._customs.group)
        return self._customs.group.join(_groups(str(number), first, others))

    def decimal(self, number: float) -> str:
        """Return a number with one decimal: ``4.5``, ``4,5``."""
        return f"{number:.1f}".replace(".", self._customs.decimal)

    def count(self, number: int, text: Plural) -> str:
        """Return a text that counts: ``1 item``, ``8,400 items``."""
        at = number if number < self._largest else self._largest + number % self._largest
        form = getattr(text, self._customs.plurals[at]) or text.other
        return str(form).format(n=self.number(number))

    def duration(self, seconds: int) -> str:
        """Return a length as people say it: ``1 h 15 min``, ``57 min``, ``40 s``."""
        words = self.words
        hours, rest = divmod(seconds, 3600)
        minutes = rest // 60
        said = [words.hours.format(n=self.number(hours))] if hours else []
        said += [words.minutes.format(n=minutes)] if minutes else []
        return " ".join(said) or words.seconds.format(n=rest)


def _groups(digits: str, first: int, others: int) -> list[str]:
    """Cut digits into groups, the last of ``first``, those before it of ``others``."""
    groups = [digits[-first:]]
    digits = digits[:-first]
    while digits:
        groups.insert(0, digits[-others:])
        digits = digits[:-others]
    return groups
