"""Finds files in an owner's folder of templates that no page uses, usually because of a typo in their names."""

from collections.abc import Iterator
from pathlib import Path

from generator.base.suggest import closest_names
from generator.render.html.theme import STATIC, TEMPLATE_ENDINGS, load_theme


def unused_templates(own: Path, shipped: Path) -> Iterator[tuple[str, str]]:
    """Yield ``(file, name)`` of each file that overrides no shipped file and that no template references.

    ``name`` is the shipped template with a similar name, "" for none. A file without the extension of a template is
    reported only if there is a similar name. Raises :class:`TemplateError` like :func:`load_theme`.
    """
    shipped_templates = load_theme([shipped]).templates
    own_templates = load_theme([own]).templates
    sources = [template.source for template in (*own_templates.values(), *shipped_templates.values())]
    for file in sorted(own.rglob("*")):
        name = file.relative_to(own).as_posix()
        if name in shipped_templates or name.startswith((".", STATIC)) or "/." in name or not file.is_file():
            continue
        if any(name in source for source in sources):
            continue
        similar = closest_names(name, shipped_templates, 0.88)
        if similar or name.endswith(TEMPLATE_ENDINGS):
            yield file.as_posix(), "".join(similar)
