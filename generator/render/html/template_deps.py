"""What a template reaches: the other templates that its source names. Nothing is rendered here."""

from collections.abc import Iterator

from jinja2 import TemplateSyntaxError, nodes
from jinja2.meta import find_referenced_templates

from generator.render.html.environment import bare_environment
from generator.render.html.template_errors import syntax_error

FRAGMENTS = ("fragment", "fragments")
"""The functions that print a partial by itself: ``fragment("partials/card.html", card=card)``."""

NAMING = ("extends", "include", "import", "fragment")
"""The words without which a template names no other; most partials have none, and need not be parsed to know."""


def find_references(name: str, source: str, file: str) -> frozenset[str] | None:
    """Return the names of the templates that one template extends, includes, imports or prints as fragments.

    ``None`` if one of the names is not a constant: then nobody can tell. Raises :class:`TemplateFault`.
    """
    if not any(word in source for word in NAMING):
        return frozenset()
    try:
        tree = bare_environment().parse(source, name, file)
    except TemplateSyntaxError as error:
        raise syntax_error(error) from error
    named = {*find_referenced_templates(tree), *_fragments(tree)}
    return None if None in named else frozenset(one for one in named if one is not None)


def _fragments(tree: nodes.Template) -> Iterator[str | None]:
    """Yield what fragments are called by, and ``None`` where the functions are used in any other way."""
    uses = sum(1 for use in tree.find_all(nodes.Name) if use.name in FRAGMENTS)
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in FRAGMENTS and call.args:
            uses -= 1
            name = call.args[0]
            yield name.value if isinstance(name, nodes.Const) and isinstance(name.value, str) else None
    if uses:
        yield None
