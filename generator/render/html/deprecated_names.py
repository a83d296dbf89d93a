"""Finds names of earlier versions in an owner's templates and style sheets. They still work."""

import re
from collections.abc import Iterator
from pathlib import Path

from generator.render.html.theme import SHIPPED, STATIC, load_theme, shipped_theme

BLOCKS = {
    "body": "body_attributes",
    "feed": "main_attributes",
    "kind": "og_type",
    "told": "head_meta",
    "top": "top_heading",
}
"""Names of blocks in earlier versions → the names that replace them."""

_BLOCK = re.compile(
    rf"(?:\{{%[-+]?\s*block\s+(?P<outer>\w+)\s*[-+]?%\}}\s*)?(?P<tag>\{{%[-+]?\s*block\s+(?P<old>{'|'.join(BLOCKS)})\b)"
)
"""A block with an old name, and the block that begins right before it."""
_CLASS = re.compile(r"\.colophon\b")


def deprecated_names(own: Path) -> Iterator[tuple[str, int, str, str]]:
    """Yield ``(file, line, old name, new name)`` of each deprecated name. ``line`` counts from 1.

    An owner who replaces ``base.html`` names its blocks. The shipped theme has old names inside of the new ones, for
    files that extend it; a copy of its files may have them too. Raises :class:`TemplateError` like :func:`load_theme`.
    """
    templates = load_theme([own]).templates
    base = templates.get("base.html")
    if base is None or f"{SHIPPED}base.html" in base.source:
        for name in sorted(templates):
            source = templates[name].source
            for found in _BLOCK.finditer(source):
                if found["outer"] != BLOCKS[found["old"]]:
                    line = _line(source, found.start("tag"))
                    yield (own / name).as_posix(), line, f"block {found['old']}", BLOCKS[found["old"]]
    for file in sorted((own / STATIC).rglob("*.css")):
        style, copied = file.read_text("utf-8", "replace"), _shipped_lines(file.relative_to(own))
        for found in _CLASS.finditer(style):
            line = _line(style, found.start())
            if style.split("\n")[line - 1] not in copied:
                yield file.as_posix(), line, found[0], ".footer"


def _shipped_lines(name: Path) -> frozenset[str]:
    """Return the lines of a shipped style sheet, which a copy may have as well. None if there is no such file."""
    file = shipped_theme() / name
    return frozenset(file.read_text("utf-8").split("\n")) if file.is_file() else frozenset()


def _line(source: str, place: int) -> int:
    return source.count("\n", 0, place) + 1
