"""The language of templates: Jinja with everything escaped, nothing undefined, no way to chance or the clock."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FunctionLoader
from jinja2.bccache import Bucket

from generator.render.faults import MissingName

Load = Callable[[str], tuple[str, str, None] | None]
"""A template's name → its source and its file, as Jinja's loaders have it."""

IMPURE_FILTERS = ("random", "pprint")
"""Chance, and a debugging aid that prints what should not be on a page."""
IMPURE_TESTS = ("sameas",)
"""Which objects are one object depends on how work was shared among processes."""
PURE_GLOBALS = ("range", "namespace")
"""Of Jinja's own functions: to count, and to carry a value out of a loop. Others invent text or keep state."""


class CompiledTemplates(FileSystemBytecodeCache):
    """Jinja's store of compiled templates, keyed by their sources. Where it cannot be written, it does without."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, if the disk lets us."""
        with suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)


def bare_environment() -> Environment:
    """Return an environment that can parse templates but knows none by name."""
    environment = Environment(autoescape=True, undefined=MissingName, trim_blocks=True, lstrip_blocks=True)
    environment.globals = {name: environment.globals[name] for name in PURE_GLOBALS}
    for name in IMPURE_FILTERS:
        del environment.filters[name]
    for name in IMPURE_TESTS:
        del environment.tests[name]
    return environment


def make_environment(load: Load, bytecode: Path | None = None) -> Environment:
    """Return an environment for a theme; with ``bytecode``, compiled templates are kept in that folder."""
    environment = bare_environment()
    environment.loader = FunctionLoader(load)
    environment.auto_reload = False
    if bytecode:
        environment.bytecode_cache = CompiledTemplates(str(bytecode), "%s.bin")
    return environment
