"""Lists of Markdown as in CommonMark (section 5.2): what is indented to an item's text belongs to the item.

Python-Markdown wants four blanks for anything in an item. Most other programs, and so most authors, indent nested lists
by two, three or four. A list may also follow a paragraph without an empty line.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension

_MARKER = re.compile(r"( {0,3})([-+*]|(\d{1,9})([.)]))(?=( +)\S| *$)", re.ASCII)
_RULE = re.compile(r" {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$")
_START = re.compile(r"^ {0,3}(?:[-+*]|1[.)]) +\S", re.MULTILINE)
_BLOCK_START = re.compile(r" {0,3}(?:#{1,6}(?: |$)|>|`{3}|~{3})|\x02")
_CODE = 5
"""Blanks after a marker that begin indented code."""


class _ListItem:
    """One item while its lines are collected. ``indent`` is the column of its text."""

    def __init__(self, marker: re.Match[str], line: str) -> None:
        blanks = len(marker[5] or " ")
        self.indent = marker.end() + (1 if blanks >= _CODE else blanks)
        self.kind = marker[4] or marker[2]
        self.number = marker[3]
        self.lines = [line[self.indent :] if marker[5] else ""]
        self.is_loose = False
        self._nested = self._nested_indent(self.lines[0])

    def add(self, line: str, after_blank: bool) -> None:
        """Add a line that belongs to the item, without its indent."""
        text = line[self.indent :] if not line[: self.indent].strip() else line.lstrip()
        if after_blank:
            self.lines.append("")
            indent = len(text) - len(text.lstrip())
            is_nested = self._nested and (indent >= self._nested or _MARKER.match(text))
            self.is_loose |= not is_nested and bool(self.lines[0])
        if not self._nested:
            self._nested = self._nested_indent(text)
        self.lines.append(text)

    @staticmethod
    def _nested_indent(text: str) -> int:
        """Return the indent of a nested item's text, 0 if the line does not start one."""
        marker = _MARKER.match(text)
        return marker.end() + 1 if marker and not _RULE.match(text) else 0


class ListProcessor(BlockProcessor):
    """Parses ordered and unordered lists, together with the paragraph in front of one."""

    def test(self, parent: Element, block: str) -> bool:
        """Return whether a list is in the block."""
        return find_list_start(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Parse the list."""
        block = blocks.pop(0)
        start = find_list_start(block) or 0
        if start:
            self.parser.parseBlocks(parent, [block[:start].rstrip("\n")])
        items, is_loose = self._collect(block[start:], blocks)
        self._build(parent, items, is_loose)

    def _collect(self, block: str, blocks: list[str]) -> tuple[list[_ListItem], bool]:
        """Return the items of the list that starts ``block``, and whether it is loose. What follows goes back."""
        items: list[_ListItem] = []
        is_loose = False
        while True:
            lines = block.split("\n")
            rest = len(lines)
            for number, line in enumerate(lines):
                marker = None if _RULE.match(line) else _MARKER.match(line)
                after_blank = number == 0 and bool(items)
                if items and len(line) - len(line.lstrip()) >= items[-1].indent:
                    items[-1].add(line, after_blank)
                elif marker and (not items or (marker[4] or marker[2]) == items[-1].kind):
                    is_loose |= after_blank
                    items.append(_ListItem(marker, line))
                elif marker or after_blank or _BLOCK_START.match(line) or _RULE.match(line):
                    rest = number
                    break
                else:
                    items[-1].add(line, after_blank=False)
            if rest < len(lines):
                blocks.insert(0, "\n".join(lines[rest:]))
                break
            if not blocks or not self._goes_on(items[-1], blocks[0]):
                break
            block = blocks.pop(0).lstrip("\n")
        return items, is_loose or any(item.is_loose for item in items)

    @staticmethod
    def _goes_on(item: _ListItem, block: str) -> bool:
        """Return whether the block after an empty line belongs to the list."""
        line = block.lstrip("\n").partition("\n")[0]
        marker = None if _RULE.match(line) else _MARKER.match(line)
        is_sibling = marker is not None and (marker[4] or marker[2]) == item.kind
        return bool(line.strip()) and (is_sibling or len(line) - len(line.lstrip()) >= item.indent)

    def _build(self, parent: Element, items: list[_ListItem], is_loose: bool) -> None:
        """Add the list to ``parent``, and parse the content of each item."""
        first = items[0]
        element = SubElement(parent, "ol" if first.number else "ul")
        if first.number and int(first.number) != 1:
            element.set("start", str(int(first.number)))
        self.parser.state.set("looselist" if is_loose else "list")
        for item in items:
            self.parser.parseChunk(SubElement(element, "li"), "\n".join(item.lines))
        self.parser.state.reset()


def find_list_start(block: str) -> int | None:
    """Return where the first list of a block starts, ``None`` if there is none."""
    if _RULE.match(block.partition("\n")[0]):
        return None
    if _MARKER.match(block.partition("\n")[0]):
        return 0
    for found in _list_starts(block):
        return found
    return None


def _list_starts(block: str) -> Iterator[int]:
    """Yield where lists start that interrupt a paragraph: with text, and with the number 1 if they are numbered."""
    for found in _START.finditer(block):
        end = block.find("\n", found.start())
        if not _RULE.match(block[found.start() : end if end >= 0 else None]):
            yield found.start()


class ListExtension(Extension):
    """Replaces the lists of Python-Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name that Python-Markdown calls)
        """Register the processor."""
        parser: BlockParser = md.parser
        for name in ("indent", "ulist"):
            parser.blockprocessors.deregister(name)
        parser.blockprocessors.register(
            ListProcessor(parser), "olist", 76
        )  # before tables, headings and rules
