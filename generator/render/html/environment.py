"""Creates Jinja environments: autoescape on, undefined names are errors, no random values, no clock."""

from collections.abc import Callable, MutableMapping
from typing import Any

from jinja2 import BytecodeCache, Environment, FunctionLoader, Template
from markupsafe import Markup, escape

from generator.render.html.codegen import ShortcutCompiler
from generator.render.html.template_errors import MissingNameUndefined

Load = Callable[[str], tuple[str, str, None] | None]
"""Loads a template by name: returns source, file and ``None``, like a Jinja loader; ``None`` if it is missing."""

IMPURE_FILTERS = ("random", "pprint")
"""Removed: random values, and a debugging aid whose output does not belong on a page."""
IMPURE_TESTS = ("sameas",)
"""Removed: the identity of objects depends on how work is split among processes."""
PURE_GLOBALS = ("range", "namespace")
"""The only global functions of Jinja that are kept. The others generate text or keep state."""


class ThemeEnvironment(Environment):
    """A Jinja environment for templates that do not change. Each is looked up once."""

    def __init__(self) -> None:
        super().__init__(
            autoescape=True, undefined=MissingNameUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self._cached: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        """Return a template like :meth:`Environment.get_template`, ten times as fast from the second call."""
        if globals is not None or not isinstance(name, str):
            return super().get_template(name, parent, globals)
        template = self._cached.get(name)
        if template is None:
            template = self._cached[name] = super().get_template(name, parent)
        return template

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template: those of the environment, unless it has some of its own. Jinja chains two
        mappings, and copies and compares them in Python for each page, part of a page and import."""
        return super().make_globals(d) if d else self.globals


def escape_double_quoted(text: str) -> Markup:
    """Escape text for an attribute in double quotes, in which apostrophes stay. Templates call it ``|double_quoted``.

    >>> escape_double_quoted("script-src 'self'")
    Markup("script-src 'self'")
    """
    return Markup(str(escape(text)).replace("&#39;", "'"))  # noqa: S704 (all else is escaped)


def bare_environment() -> Environment:
    """Return an environment without a loader, which can only parse templates."""
    environment = ThemeEnvironment()
    environment.code_generator_class = ShortcutCompiler
    environment.globals = {name: environment.globals[name] for name in PURE_GLOBALS}
    environment.filters["double_quoted"] = escape_double_quoted
    for name in IMPURE_FILTERS:
        del environment.filters[name]
    for name in IMPURE_TESTS:
        del environment.tests[name]
    return environment


def make_environment(load: Load, compiled: BytecodeCache | None = None) -> Environment:
    """Return an environment for a theme. ``compiled`` caches its templates between builds."""
    environment = bare_environment()
    environment.loader = FunctionLoader(load)
    environment.auto_reload = False
    environment.bytecode_cache = compiled
    return environment
