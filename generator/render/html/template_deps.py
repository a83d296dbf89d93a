"""Finds the templates that a template references. Nothing is rendered here."""

from collections.abc import Iterator

from jinja2 import TemplateSyntaxError, nodes
from jinja2.meta import find_referenced_templates

from generator.render.html.environment import bare_environment
from generator.render.html.template_errors import syntax_error

FRAGMENTS = ("fragment", "fragments")
"""Template functions that render a partial: ``fragment("partials/card.html", card=card)``."""

REFERENCE_WORDS = ("extends", "include", "import", "fragment")
"""A template without these words references no other and need not be parsed. Most partials have none."""


def find_references(name: str, source: str, file: str) -> frozenset[str] | None:
    """Return the names of the templates that one template extends, includes, imports or renders as fragments.

    ``None`` if a name is not a constant, so that it may be any template. Raises :class:`TemplateError` for bad syntax.
    """
    if not any(word in source for word in REFERENCE_WORDS):
        return frozenset()
    try:
        tree = bare_environment().parse(source, name, file)
    except TemplateSyntaxError as error:
        raise syntax_error(error) from error
    names = {*find_referenced_templates(tree), *_fragments(tree)}
    return None if None in names else frozenset(name for name in names if name is not None)


def _fragments(tree: nodes.Template) -> Iterator[str | None]:
    """Yield the names of fragments, and ``None`` for names that are not constants and for any other use."""
    uses = sum(1 for use in tree.find_all(nodes.Name) if use.name in FRAGMENTS)
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in FRAGMENTS and call.args:
            uses -= 1
            name = call.args[0]
            yield name.value if isinstance(name, nodes.Const) and isinstance(name.value, str) else None
    if uses:
        yield None
