"""Finds names of earlier versions in an owner's templates and style sheets. They still work."""

import re
from collections.abc import Iterator
from pathlib import Path

from generator.render.html.theme import SHIPPED, STATIC, load_theme

BLOCKS = {
    "body": "body_attributes",
    "feed": "main_attributes",
    "kind": "og_type",
    "told": "head_meta",
    "top": "top_heading",
}
"""Names of blocks in earlier versions → the names that replace them."""

_BLOCK = re.compile(rf"\{{%[-+]?\s*block\s+({'|'.join(BLOCKS)})\b")
_CLASS = re.compile(r"\.colophon\b")


def deprecated_names(own: Path) -> Iterator[tuple[str, int, str, str]]:
    """Yield ``(file, line, old name, new name)`` of each deprecated name. ``line`` counts from 1.

    An owner who replaces ``base.html`` names its blocks. Raises :class:`TemplateError` like :func:`load_theme`.
    """
    templates = load_theme([own]).templates
    base = templates.get("base.html")
    if base is None or f"{SHIPPED}base.html" in base.source:
        for name in sorted(templates):
            source = templates[name].source
            for found in _BLOCK.finditer(source):
                yield (own / name).as_posix(), _line(source, found), f"block {found[1]}", BLOCKS[found[1]]
    for file in sorted((own / STATIC).rglob("*.css")):
        style = file.read_text("utf-8", "replace")
        for found in _CLASS.finditer(style):
            yield file.as_posix(), _line(style, found), found[0], ".footer"


def _line(source: str, found: re.Match[str]) -> int:
    return source.count("\n", 0, found.start()) + 1
