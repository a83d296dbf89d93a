"""What is begun before a build needs it, because a processor has nothing to do yet."""

from pathlib import Path

from generator.base.concurrency.background import Aside
from generator.pipeline.cache_paths import Stores
from generator.pipeline.context import Scene
from generator.render.html.template_cache import may_be_kept
from generator.render.html.theme import Theme

SMALL = 300
"""Up to so many records, whoever renders compiles the few templates that it needs."""


def compile_templates(scene: Scene) -> Aside:
    """Begin to compile the theme where nothing is compiled yet. Nobody need wait for it: what is missing when pages are
    rendered is compiled then."""
    folder = Stores(scene.options).templates
    small = len(scene.listing.records) < SMALL
    files = (template.file for template in scene.theme.templates.values())
    idle = scene.workers == 1 or small or scene.options.dry_run or may_be_kept(folder, files)
    return Aside(_compile, scene.theme, folder, scene.rendering_code, alone=idle)


def _compile(theme: Theme, folder: Path, code: bytes) -> bytes:
    from generator.render.html.bytecode_cache import compile_all

    compile_all(theme, folder, code)
    return b""
