"""Files in an owner's folder of templates that no page will ever show, mostly for a slip in their names."""

from collections.abc import Iterator
from pathlib import Path

from generator.base.suggest import closest_names
from generator.render.html.theme import STATIC, TEMPLATE_ENDINGS, load_theme


def unused_templates(own: Path, shipped: Path) -> Iterator[tuple[str, str]]:
    """Yield ``(file, name)`` of each file that stands before no shipped one and that no template names.

    ``name`` is the shipped template that was likely meant, "" for none. A file that is no template by its ending
    counts only where there is one. Raises :class:`TemplateFault` as :func:`load_theme` does.
    """
    known = load_theme([shipped]).templates
    mine = load_theme([own]).templates
    sources = [template.source for template in (*mine.values(), *known.values())]
    for file in sorted(own.rglob("*")):
        name = file.relative_to(own).as_posix()
        if name in known or name.startswith((".", STATIC)) or "/." in name or not file.is_file():
            continue
        if any(name in source for source in sources):
            continue
        near = closest_names(name, known, 0.88)
        if near or name.endswith(TEMPLATE_ENDINGS):
            yield file.as_posix(), "".join(near)
