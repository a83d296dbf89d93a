"""``fragment("partials/card.html", card=card)``: a partial that sees only what it is given, rendered once."""

from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from generator.render.memo import Memo

LIMIT = 1 << 27
"""Characters kept: some 100,000 cards. A tenth of the budget of a build of that size."""


class Fragments:
    """The function that templates call, with its memory.

    Keys are values, not objects: a card that came twice from another process is still one card. Hashing it costs
    0.15 µs, rendering it 13. Types belong to the key, because ``1`` and ``True`` are equal but do not look so.
    """

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._memo: Memo[str] = Memo(LIMIT)

    def render(self, template: str, /, **values: Any) -> Markup:
        """Return a partial as safe HTML. It sees ``site`` and the named values, which must be hashable."""
        key = (template, *values.items(), *map(type, values.values()))
        kept = self._memo.get(key)
        if kept is None:
            kept = Markup(self._environment.get_template(template).render(values))  # noqa: S704 (autoescaped)
            self._memo.keep(key, kept)
        return kept  # type: ignore[return-value]
