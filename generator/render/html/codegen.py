"""Three shortcuts in what Jinja makes of a template. Pages come out the same, a third sooner.

A page reads some two hundred attributes and escapes a hundred texts. Jinja asks a function for each attribute, which
looks for an item of that name where there is no attribute; views have attributes only, so the template asks the view
itself. An escaped text becomes a :class:`~markupsafe.Markup` only to be joined to others right away; a plain
text will do. And a macro is called outright, where Jinja first asks it what it wants to be told: macros of an
environment that always escapes want nothing. Where a template asks whether something is there at all, Jinja's own
way remains.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro

_LENIENT_TESTS = ("defined", "undefined")
_LENIENT_FILTERS = ("default", "d", "map", "selectattr", "rejectattr")


def _escaped_by_markup(text: str) -> str:
    return str(markupsafe.escape(text))


_escape = getattr(markupsafe, "_escape_inner", _escaped_by_markup)
"""What :func:`markupsafe.escape` calls for a plain text."""


_PLACE = " at 0x"


def escape_value(value: Any) -> str:
    """Escape a value as :func:`markupsafe.escape` does, without wrapping the result.

    Raises :class:`TypeError` for what Python can only print by its place in memory, which is another one each time.
    """
    if type(value) is str:
        return _escape(value)
    if type(value) is markupsafe.Markup:
        return value
    text = str(markupsafe.escape(value))
    if _PLACE in text and not isinstance(value, str):
        raise TypeError(f"a {type(value).__name__} is not text: print what it holds, with |join or in a loop")
    return text


def call_value(context: Context, function: Any, *args: Any, **kwargs: Any) -> Any:
    """Call what a template calls."""
    if type(function) is Macro:
        return function(*args, **kwargs)
    return context.call(function, *args, **kwargs)


class ShortcutCompiler(CodeGenerator):
    """Jinja's compiler, with the shortcuts."""

    _lenient = 0

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """Let the code of a template know :func:`escape_value` and :func:`call_value`."""
        self.writeline("from generator.render.html.codegen import call_value, escape_value")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """Open what is printed: ``escape_value(`` where Jinja has ``escape(``."""
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("escape_value(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Read an attribute straight from the view."""
        if self._lenient:
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Call a name's function outright. A ``{% call %}`` block, and what autoescaping may miss, go Jinja's way."""
        plain = isinstance(node.node, nodes.Name) and not forward_caller
        if not plain or frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("call_value(context, ")
        self.visit(node.node, frame)
        self.signature(node, frame)
        self.write(")")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:
        """``is defined`` may be asked of what is not there."""
        with self._leniently(node.name in _LENIENT_TESTS):
            super().visit_Test(node, frame)

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:
        """So may ``default``."""
        with self._leniently(node.name in _LENIENT_FILTERS):
            super().visit_Filter(node, frame)

    @contextmanager
    def _leniently(self, lenient: bool) -> Iterator[None]:
        self._lenient += lenient
        try:
            yield
        finally:
            self._lenient -= lenient
