"""Convert Markdown to HTML. The result is still untrusted and must be sanitised.

The converter searches for the end of every open bracket, backtick and fence, and converts nested lists and quotes
recursively. With hostile text, this takes quadratic time or overflows the stack. So the cost is estimated first, in one
pass, and a text that would cost too much is not converted. The estimate depends only on the text, never on a clock or
on the depth of the call stack.
"""

import re

_DEEPEST = 20
_WIDEST_INDENT = 200
_STEPS = 4_000_000
"""Most characters to search in vain, which takes less than half a second."""

_MARKERS = re.compile(rf"^(?:[ \t]*(?:[-+*](?=[ \t])|\d{{1,9}}[.)]|>)){{{_DEEPEST + 1}}}", re.MULTILINE)
_RULE = re.compile(r"^[ ]{0,3}(?:(?:-[ ]{0,2})+|(?:\*[ ]{0,2})+)$", re.MULTILINE)
_INDENTED = re.compile(rf"^(?: {{{_WIDEST_INDENT}}}|\t{{{_WIDEST_INDENT // 4}}})", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*\n")
_BRACKET = re.compile(r"\n[ \t]*\n|\\[^<]|\]\(|[\[\])>]|<(?=[A-Za-z/!?])")
_TICKS = re.compile(r"`+")
_SPLITTING = re.compile(r"\n[ ]{0,3}(?:#|\[|=+[ ]*(?=\n)|(?:[-*_][ ]*)+(?=\n))")
_COPYING = re.compile(r"[*_<&\\!:]|  (?=\n)")
_LONG_RUN = re.compile(r"\*{4,}|~{4,}")
_WIDE_TABLE = re.compile(r"^[ \t]*(?:\|[ \t]*)?(?::?-+:?[ \t]*\|[ \t]*){50}", re.MULTILINE)
_FENCE = re.compile(r"^[ ]{0,3}(?:```|~~~)", re.MULTILINE)


def render_markdown(markdown: str) -> str | None:
    """Convert Markdown; ``None`` if it is too complex.

    Quotation marks and dashes are not changed.
    """
    if _is_too_deep(markdown) or _has_too_many_open_brackets(markdown) or _needs_too_many_steps(markdown):
        return None
    from generator.normalise.markdown_dialect import (
        convert_markdown,
    )  # heavy, and few records have such a body

    try:
        return convert_markdown(markdown)
    except RecursionError:
        return None


def _is_too_deep(text: str) -> bool:
    """Return whether lists or quotes are nested too deeply (in one line or by indentation), or a table is too wide."""
    nested = (run for run in _MARKERS.finditer(text) if not _RULE.match(text, run.start()))
    return any(nested) or _INDENTED.search(text) is not None or _WIDE_TABLE.search(text) is not None


def _has_too_many_open_brackets(text: str) -> bool:
    """Return whether too many brackets are open at once: links within a block, tags in the whole text."""
    most = min(max(_STEPS // (len(text) + 1), _DEEPEST), _DEEPEST * 10)
    labels = targets = tags = 0
    for match in _BRACKET.finditer(text):
        mark = match[0]
        if mark == "[":
            labels += 1
        elif mark == "]":
            labels = max(labels - 1, 0)
        elif mark == "](":
            labels, targets = max(labels - 1, 0), targets + 1
        elif mark == ")":
            targets = max(targets - 1, 0)
        elif mark == "<":
            tags += 1
        elif mark == ">":
            tags = max(tags - 1, 0)
        elif mark[0] == "\n":
            labels = targets = 0
        if labels > most or targets > most or tags > most:
            return True
    return False


def _needs_too_many_steps(text: str) -> bool:
    """Return whether the converter would search or copy blocks too often.

    In a block, it searches for the end of each code span and link, splits at each heading, underline, rule and
    definition, and copies the block at each emphasis, tag, escape and line break. In a long run of asterisks or tildes,
    it searches for the end of each. In the whole text, it searches for the end of each fence. The weights are the costs
    relative to a search for a bracket.
    """
    steps = len(_FENCE.findall(text)) * len(text) // 10
    for block in _BLANK.split(text):
        steps += len(block) * len(_TICKS.findall(block)) // 4
        steps += len(block) * (len(_SPLITTING.findall(block)) + block.count("[")) // 10
        steps += len(block) * len(_COPYING.findall(block)) // 200
        steps += len(block) * sum(map(len, _LONG_RUN.findall(block))) // 4
    return steps > _STEPS
