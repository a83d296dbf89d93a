"""The language of templates: Jinja with everything escaped, nothing undefined, no way to chance or the clock."""

from collections.abc import Callable

from jinja2 import BytecodeCache, Environment, FunctionLoader

from generator.render.faults import MissingName
from generator.render.shortcuts import ShortcutCompiler

Load = Callable[[str], tuple[str, str, None] | None]
"""A template's name → its source and its file, as Jinja's loaders have it."""

IMPURE_FILTERS = ("random", "pprint")
"""Chance, and a debugging aid that prints what should not be on a page."""
IMPURE_TESTS = ("sameas",)
"""Which objects are one object depends on how work was shared among processes."""
PURE_GLOBALS = ("range", "namespace")
"""Of Jinja's own functions: to count, and to carry a value out of a loop. Others invent text or keep state."""


def bare_environment() -> Environment:
    """Return an environment that can parse templates but knows none by name."""
    environment = Environment(autoescape=True, undefined=MissingName, trim_blocks=True, lstrip_blocks=True)
    environment.code_generator_class = ShortcutCompiler
    environment.globals = {name: environment.globals[name] for name in PURE_GLOBALS}
    for name in IMPURE_FILTERS:
        del environment.filters[name]
    for name in IMPURE_TESTS:
        del environment.tests[name]
    return environment


def make_environment(load: Load, compiled: BytecodeCache | None = None) -> Environment:
    """Return an environment for a theme; ``compiled`` keeps its templates from build to build."""
    environment = bare_environment()
    environment.loader = FunctionLoader(load)
    environment.auto_reload = False
    environment.bytecode_cache = compiled
    return environment
