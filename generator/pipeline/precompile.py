"""What is begun before a build needs it, because a processor has nothing to do yet."""

from pathlib import Path

from generator.base.concurrency.background import BackgroundProcess
from generator.pipeline.context import BuildContext
from generator.render.html.template_cache import is_probably_cached
from generator.render.html.theme import Theme

SMALL = 300
"""Up to so many records, whoever renders compiles the few templates that it needs."""


def compile_templates(context: BuildContext) -> BackgroundProcess:
    """Begin to compile the theme where nothing is compiled yet. Nobody need wait for it: what is missing when pages are
    rendered is compiled then."""
    folder = context.cache.templates
    small = len(context.listing.records) < SMALL
    files = (template.file for template in context.theme.templates.values())
    idle = context.workers == 1 or small or context.options.dry_run or is_probably_cached(folder, files)
    return BackgroundProcess(_compile, context.theme, folder, context.rendering_code, alone=idle)


def _compile(theme: Theme, folder: Path, code: bytes) -> bytes:
    from generator.render.html.bytecode_cache import compile_templates

    compile_templates(theme, folder, code)
    return b""
