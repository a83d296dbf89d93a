"""What goes wrong in templates, told as ``file:line: message`` with a hint. Knows no theme and renders nothing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jinja2 import StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import UndefinedError
from jinja2.utils import missing
from msgspec import Struct

from generator.base.errors import TemplateError
from generator.base.suggest import closest_names

PAGE_NAMES = ("site", "page", "described", "fragment", "fragments", "loop", "range", "namespace")
"""What a template may name anywhere, to guess from."""


OUT_OF_PLACE = {
    "page": "A partial printed by fragment() sees 'site' and what it is given, nothing else. Give it what it needs: "
    "fragment('partials/x.html', card=card).",
    "loop": "Use it inside a for loop.",
}
"""Names that there are, but not everywhere, and what to do about it."""


class MissingNameError(UndefinedError):
    """A name that a template uses and that nothing stands for. ``hint`` tells of names that do exist."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class MissingNameUndefined(StrictUndefined):
    """Jinja's strict undefined value, remembering what the name could have been."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = None
    ) -> None:
        raising: Any = exc or self._missing_name
        super().__init__(hint, obj, name, raising)

    def _missing_name(self, message: str) -> MissingNameError:
        name = str(self._undefined_name)
        if self._undefined_obj is not missing:
            if isinstance(self._undefined_obj, Struct):  # a view, by the name that the documents have for it
                message = f"{type(self._undefined_obj).__name__} has no attribute {name!r}"
            return MissingNameError(message, _guess(closest_names(name, _names_of(self._undefined_obj))))
        near = _guess(closest_names(name, PAGE_NAMES))
        return MissingNameError(message, OUT_OF_PLACE.get(name, near))


def _names_of(value: Any) -> Iterable[str]:
    if isinstance(value, Struct):
        return value.__struct_fields__
    return [str(key) for key in value] if isinstance(value, Mapping) else dir(value)


def syntax_error(error: TemplateSyntaxError) -> TemplateError:
    """Translate a template that does not compile."""
    where = f"{error.filename or error.name}:{error.lineno}"
    return TemplateError(
        f"{where}: {error.message}", "Look at this line or before it: Jinja names the one it had reached."
    )


def render_error(error: Exception, files: Iterable[str], names: Iterable[str]) -> TemplateError | None:
    """Translate what was raised while a template was rendered; ``None`` if no template had a part in it.

    ``files`` are the files of the theme, by which its lines are told from ours; ``names`` its templates.
    """
    if isinstance(error, TemplateError):
        return error
    if isinstance(error, TemplateSyntaxError):
        return syntax_error(error)
    where = _innermost_line(error, frozenset(files))
    if isinstance(error, TemplateNotFound):
        return _not_found(where, str(error.name), names)
    if isinstance(error, AttributeError) and where:
        error = _missing_attribute(error)
    if isinstance(error, UndefinedError):
        return TemplateError(f"{where}: {error.message}", getattr(error, "hint", ""))
    return TemplateError(f"{where}: {type(error).__name__}: {error}") if where else None


def _missing_attribute(error: AttributeError) -> MissingNameError:
    """Say of an attribute what Jinja says: templates read views directly (:mod:`generator.render.html.codegen`)."""
    undefined = MissingNameUndefined(obj=error.obj, name=error.name)
    return undefined._missing_name(undefined._undefined_message)


def _not_found(where: str, name: str, names: Iterable[str]) -> TemplateError:
    message = f"there is no template {name!r}"
    return TemplateError(f"{where}: {message}" if where else message, _guess(closest_names(name, names)))


def _guess(near: Sequence[str]) -> str:
    return f"Did you mean {near[0]!r}?" if near else ""


def _innermost_line(error: Exception, files: frozenset[str]) -> str:
    """Return ``file:line`` of the last line of a template on the way to an error; Jinja names them in tracebacks."""
    found = ""
    step = error.__traceback__
    while step:
        file = step.tb_frame.f_code.co_filename
        if file in files:
            found = f"{file}:{step.tb_lineno}"
        step = step.tb_next
    return found
