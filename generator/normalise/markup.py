"""Markdown → HTML, still foreign: it may hold any HTML of its author and goes through the sanitiser next."""

import re

_DEEPEST = 20
_WIDEST_INDENT = 200
_STEPS = 4_000_000  # characters looked at in vain that still take less than half a second
_MARKERS = re.compile(rf"^(?:[ \t]*(?:[-+*](?=[ \t])|\d{{1,9}}[.)]|>)){{{_DEEPEST + 1}}}", re.MULTILINE)
_RULE = re.compile(r"^[ ]{0,3}(?:(?:-[ ]*)+|(?:\*[ ]*)+)$", re.MULTILINE)
_INDENTED = re.compile(rf"^(?: |\t){{{_WIDEST_INDENT}}}|^\t{{{_WIDEST_INDENT // 4}}}", re.MULTILINE)
_BRACKET = re.compile(r"\n[ \t]*\n|\]\(|[\[\])>]|<(?=[A-Za-z/!?])")
_OPENS = {"[": 0, "](": 1, "<": 2}
_CLOSES = {"]": 0, ")": 1, ">": 2}


def html_of(markdown: str) -> str | None:
    """Convert Markdown with tables, fenced code and sane lists; ``None`` where it cannot be read in bounded time.

    Quotation marks and dashes stay as they are written.
    """
    if tangled(markdown):
        return None
    from markdown import markdown as convert  # heavy, and few records have such a body

    try:
        return convert(markdown, extensions=["tables", "fenced_code", "sane_lists"], output_format="html")
    except RecursionError:
        return None


def tangled(text: str) -> bool:
    """Tell whether a text nests so deep that the converter would be slow, or run out of stack.

    For every bracket that is open the converter looks for its end to the end of the block, so that the open ones of a
    block are bounded here; lists and quotes within each other it converts recursively.
    """
    if any(not _RULE.match(text, run.start()) for run in _MARKERS.finditer(text)) or _INDENTED.search(text):
        return True
    most = min(max(_STEPS // (len(text) + 1), _DEEPEST), _DEEPEST * 10)
    depths = [0, 0, 0]
    for found in _BRACKET.finditer(text):
        mark = found[0]
        if mark in _OPENS:
            depths[_OPENS[mark]] += 1
            if depths[_OPENS[mark]] > most:
                return True
        elif mark in _CLOSES:
            depths[_CLOSES[mark]] = max(depths[_CLOSES[mark]] - 1, 0)
        else:
            depths = [0, 0, 0]
        if mark == "](":
            depths[0] = max(depths[0] - 1, 0)
    return False
