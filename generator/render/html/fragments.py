"""``fragment("partials/card.html", card=card)``: a partial that sees only what it is given, rendered once."""

from collections.abc import Iterable
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from generator.render.lru import GenerationalCache

LIMIT = 1 << 27
"""Characters kept: some 100,000 cards. A tenth of the budget of a build of that size."""


class Fragments:
    """The functions that templates call, with their memory.

    Keys are values, not objects: a card that came twice from another process is still one card. Hashing it costs
    0.15 µs, rendering it 13. Types belong to the key, because ``1`` and ``True`` are equal but do not look so.
    """

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._memo: GenerationalCache[str] = GenerationalCache(LIMIT)

    def one(self, template: str, /, **values: Any) -> Markup:
        """``fragment``: a partial as safe HTML. It sees ``site`` and the named values, which must be hashable."""
        return Markup(self._text(template, values))  # noqa: S704 (rendered with autoescape)

    def each(self, template: str, /, **values: Iterable[Any]) -> Markup:
        """``fragments``: a partial for every element of the one named value, in order, each on a new line.

        The same as a loop around ``fragment``, at a fifth of its price: Jinja takes 2 µs for a call.
        """
        ((name, elements),) = values.items()
        texts = [self._text(template, {name: element}) for element in elements]
        return Markup("\n".join(texts))  # noqa: S704 (rendered with autoescape)

    def _text(self, template: str, values: dict[str, Any]) -> str:
        key = (template, *values.items(), *map(type, values.values()))
        kept = self._memo.get(key)
        if kept is None:
            kept = self._environment.get_template(template).render(values)
            self._memo.keep(key, kept)
        return kept
