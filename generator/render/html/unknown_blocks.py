"""Finds blocks of an owner's templates that fill nothing: no template that they extend has a block of that name."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

from generator.base.suggest import closest_names
from generator.render.html.theme import Template, load_theme, shipped_theme


def unknown_blocks(own: Path) -> Iterator[tuple[str, int, str, str]]:
    """Yield ``(file, line, block, nearest known block)`` of each block that fills nothing. ``line`` counts from 1.

    A block within another one is shown with that, and may have any name. Raises :class:`TemplateError` like
    :func:`load_theme`.
    """
    templates = load_theme([own, shipped_theme()]).templates
    for name in sorted(load_theme([own]).templates):
        tree = _parse(templates[name])
        parent = _parent(tree) if tree else ""
        if tree is None or parent not in templates:
            continue
        known = _blocks(templates, parent)
        for block in tree.body:
            if isinstance(block, nodes.Block) and block.name not in known:
                near = closest_names(block.name, known)
                yield (own / name).as_posix(), block.lineno, block.name, near[0] if near else ""


def _blocks(templates: Mapping[str, Template], name: str) -> set[str]:
    """Return the names of all blocks of a template and of those that it extends."""
    found: set[str] = set()
    seen: set[str] = set()
    while name in templates and name not in seen:
        seen.add(name)
        tree = _parse(templates[name])
        if tree is None:
            break
        found |= {block.name for block in tree.find_all(nodes.Block)}
        name = _parent(tree)
    return found


def _parse(template: Template) -> nodes.Template | None:
    """Return the tree of a template, ``None`` if it is invalid: the build says so."""
    try:
        return Environment(autoescape=True).parse(template.source)
    except TemplateSyntaxError:
        return None


def _parent(tree: nodes.Template) -> str:
    """Return the name of the template that one extends, "" if it is none or not a plain text."""
    extends = tree.find(nodes.Extends)
    target = extends.template if extends else None
    return target.value if isinstance(target, nodes.Const) else ""
