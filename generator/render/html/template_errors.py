"""Translates exceptions from templates to ``file:line: message`` with a hint. Renders nothing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jinja2 import StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import UndefinedError
from jinja2.utils import missing
from msgspec import Struct

from generator.base.errors import TemplateError
from generator.base.suggest import closest_names

PAGE_NAMES = (
    *("site", "page", "asset", "described", "fragment", "fragments", "auto_dir", "bdi"),
    *("loop", "range", "namespace"),
)
"""Names available in every template, for suggestions."""

OUT_OF_PLACE = {
    "page": "A partial rendered by fragment() sees only 'site' and its arguments. Pass what it needs: "
    "fragment('partials/x.html', card=card).",
    "loop": "Use it inside a for loop.",
}
"""Hints for names that exist, but not everywhere."""


CIRCLE_HINT = (
    'Remove one of these references. A shipped template has a name of its own: "shipped/pages/item.html".'
)

MANY_LEVELS = 40
"""More template lines than this in one traceback are a circle."""


class MissingNameError(UndefinedError):
    """Raised for an undefined name in a template. ``hint`` suggests a similar name."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class MissingNameUndefined(StrictUndefined):
    """Jinja's strict undefined value. Its error suggests a similar name."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = None
    ) -> None:
        raising: Any = exc or self._missing_name
        super().__init__(hint, obj, name, raising)

    def _missing_name(self, message: str) -> MissingNameError:
        name = str(self._undefined_name)
        if self._undefined_obj is not missing:
            if isinstance(self._undefined_obj, Struct):  # a view: the name that docs/theming.md uses
                message = f"{type(self._undefined_obj).__name__} has no attribute {name!r}"
            return MissingNameError(
                message, suggest_name(closest_names(name, _names_of(self._undefined_obj)))
            )
        suggestion = suggest_name(closest_names(name, PAGE_NAMES))
        return MissingNameError(message, OUT_OF_PLACE.get(name, suggestion))


def _names_of(value: Any) -> Iterable[str]:
    if isinstance(value, Struct):
        return value.__struct_fields__
    return [str(key) for key in value] if isinstance(value, Mapping) else dir(value)


def syntax_error(error: TemplateSyntaxError) -> TemplateError:
    """Translate a syntax error."""
    where = f"{error.filename or error.name}:{error.lineno}"
    return TemplateError(
        f"{where}: {error.message}",
        "Check this line and those before it: Jinja names the line where it stopped.",
    )


def render_error(error: Exception, files: Mapping[str, str], names: Iterable[str]) -> TemplateError | None:
    """Translate an exception raised during rendering; ``None`` if it was not raised by a template.

    ``files`` maps the files of the theme, which the traceback has, to the names of their templates. ``names`` are all
    templates.
    """
    if isinstance(error, TemplateError):
        return error
    if isinstance(error, TemplateSyntaxError):
        return syntax_error(error)
    where = _innermost_line(error, frozenset(files))
    if isinstance(error, RecursionError) and (circle := _find_circle(error, files)):
        message = f"{where}: templates that include each other without end: {' → '.join(circle)}"
        return TemplateError(message, CIRCLE_HINT)
    if isinstance(error, TemplateNotFound):
        return _not_found(where, str(error.name), names)
    if isinstance(error, AttributeError) and where:
        error = _missing_attribute(error)
    if isinstance(error, UndefinedError):
        return TemplateError(f"{where}: {error.message}", getattr(error, "hint", ""))
    return TemplateError(f"{where}: {type(error).__name__}: {error}") if where else None


def _missing_attribute(error: AttributeError) -> MissingNameError:
    """Translate a missing attribute like Jinja, which is bypassed: see :mod:`generator.render.html.codegen`."""
    undefined = MissingNameUndefined(obj=error.obj, name=error.name)
    return undefined._missing_name(undefined._undefined_message)


def _not_found(where: str, name: str, names: Iterable[str]) -> TemplateError:
    message = f"template {name!r} not found"
    return TemplateError(
        f"{where}: {message}" if where else message, suggest_name(closest_names(name, names))
    )


def suggest_name(names: Sequence[str]) -> str:
    """Return a hint with the first of some similar names, "" for none."""
    return f"Did you mean {names[0]!r}?" if names else ""


def _find_circle(error: RecursionError, files: Mapping[str, str]) -> list[str]:
    """Return the templates that were entered again and again, the first one also at the end; [] if there are none."""
    entered: list[str] = []
    step, count = error.__traceback__, 0
    while step:
        file = step.tb_frame.f_code.co_filename
        if file in files:
            count += 1
            entered += [files[file]] if entered[-1:] != [files[file]] else []
        step = step.tb_next
    if count < MANY_LEVELS:
        return []
    *before, last = entered
    start = len(before) - 1 - before[::-1].index(last) if last in before else len(before)
    return [*entered[start:], last] if last not in before else entered[start:]


def _innermost_line(error: Exception, files: frozenset[str]) -> str:
    """Return ``file:line`` of the innermost template line in a traceback, or ""."""
    line = ""
    step = error.__traceback__
    while step:
        file = step.tb_frame.f_code.co_filename
        if file in files:
            line = f"{file}:{step.tb_lineno}"
        step = step.tb_next
    return line
