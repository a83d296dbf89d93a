"""Compiles templates in the background while records are read."""

from pathlib import Path

from generator.base.concurrency.background import BackgroundProcess
from generator.pipeline.context import BuildContext
from generator.render.html.template_cache import is_probably_cached
from generator.render.html.theme import Theme

SMALL = 300
"""Up to this many records, each process compiles the few templates that it needs."""


def compile_templates(context: BuildContext) -> BackgroundProcess:
    """Start compiling the theme unless it is compiled already. Nobody waits for the result: a template that is
    still missing when pages are rendered is compiled then."""
    folder = context.cache.templates
    small = len(context.listing.records) < SMALL
    files = (template.file for template in context.theme.templates.values())
    idle = context.workers == 1 or small or context.options.dry_run or is_probably_cached(folder, files)
    return BackgroundProcess(_compile, context.theme, folder, context.render_code, alone=idle)


def _compile(theme: Theme, folder: Path, code: bytes) -> bytes:
    from generator.render.html.bytecode_cache import compile_templates

    compile_templates(theme, folder, code)
    return b""
