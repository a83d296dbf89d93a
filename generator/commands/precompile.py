"""Compile the modules and the built-in theme of a checkout: ``python -m generator.commands.precompile``.

pip compiles the modules of a package that it installs. A checkout needs this step, so that the first command is as
fast as the next one.
"""

import compileall
import sys
from pathlib import Path

from generator.base.code_version import CodeVersion
from generator.render.html.bytecode_cache import compile_templates
from generator.render.html.template_cache import SHIPPED_CACHE, cached_references
from generator.render.html.theme import load_theme, shipped_theme
from generator.render.renderer import LIBRARIES, code_digest


def precompile() -> bool:
    """Compile everything that is not compiled yet. Return whether the results could be written."""
    package = Path(__file__).parents[1]
    sys.dont_write_bytecode = False  # writing bytecode is the purpose of this command
    theme, salt = load_theme([shipped_theme()]), code_digest(CodeVersion(package, LIBRARIES))
    compile_templates(theme, SHIPPED_CACHE, salt)
    for name in theme.templates:
        theme.closure(name, cached_references(SHIPPED_CACHE, salt))
    return compileall.compile_dir(package, quiet=1)


if __name__ == "__main__":
    sys.exit(0 if precompile() else 1)
