"""What is begun before a build needs it, because a processor has nothing to do yet."""

from pathlib import Path

from generator.base.concurrency.background import BackgroundProcess
from generator.pipeline.cache_paths import CachePaths
from generator.pipeline.context import BuildContext
from generator.render.html.template_cache import is_probably_cached
from generator.render.html.theme import Theme

SMALL = 300
"""Up to so many records, whoever renders compiles the few templates that it needs."""


def compile_templates(scene: BuildContext) -> BackgroundProcess:
    """Begin to compile the theme where nothing is compiled yet. Nobody need wait for it: what is missing when pages are
    rendered is compiled then."""
    folder = CachePaths(scene.options).templates
    small = len(scene.listing.records) < SMALL
    files = (template.file for template in scene.theme.templates.values())
    idle = scene.workers == 1 or small or scene.options.dry_run or is_probably_cached(folder, files)
    return BackgroundProcess(_compile, scene.theme, folder, scene.rendering_code, alone=idle)


def _compile(theme: Theme, folder: Path, code: bytes) -> bytes:
    from generator.render.html.bytecode_cache import compile_templates

    compile_templates(theme, folder, code)
    return b""
