"""The dialect of Markdown: Python-Markdown with the extensions that bring it close to CommonMark and to GitHub.

Of the 655 examples of CommonMark 0.31.2, more than 520 give the HTML of the specification (decision 0060). Three
differences are smaller than an extension, and are here: the forms of headings, a backslash at the end of a line as line
break, and elements such as ``<details>`` that may contain Markdown after an empty line.
"""

import re
import string
from collections.abc import Mapping
from functools import cache
from html import escape
from typing import Any, Literal
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor, HashHeaderProcessor, SetextHeaderProcessor
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.md_in_html import HTMLExtractorExtra, MarkdownInHtmlExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import SubstituteTagInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import HTML_PLACEHOLDER_RE
from pymdownx.betterem import BetterEmExtension
from pymdownx.highlight import HighlightExtension
from pymdownx.superfences import SuperFencesCodeExtension
from pymdownx.tasklist import TasklistExtension
from pymdownx.tilde import DeleteSubExtension

from generator.normalise.markdown_lists import ListExtension, find_list_start

_CONTAINERS = frozenset(("article", "aside", "blockquote", "center", "details", "div", "figure", "section"))
_NEAR = 1000
_MOST_OPEN = 20
_EMPTY_LINE = re.compile(r"[ \t]*\n[ \t]*\n")


_FENCE = re.compile(r"^( {0,3})(`{3,}(?=[^`\n]*$)|~{3,}) *([^\s{,]*)[^\n]*$\n?", re.MULTILINE)


class _Extractor(HTMLExtractorExtra):
    """Finds HTML in Markdown. The content of a container is Markdown if the author marks it so: with an empty line, or
    with ``<summary>``."""

    def get_state(self, tag: str, attrs: Mapping[str, str]) -> Literal["block", "span", "off", None]:
        """Return how the content of an element is parsed."""
        if tag in _CONTAINERS and "markdown" not in attrs and self._has_markdown(tag):
            attrs = {**attrs, "markdown": "1"}
        return super().get_state(tag, attrs)

    def inline_close_follows(self, text: str) -> bool:
        """Return whether an open inline element is closed soon after a comment. Looks at a bounded part of the text.

        The original searches the rest of the text, for every comment and every open element.
        """
        at = self.line_offset + self.offset + len(text)
        rest = self.rawdata[at : at + _NEAR].partition("\n\n")[0].lower()
        return any(f"</{tag}" in rest for tag in self.inline_stack[-_MOST_OPEN:])

    def _has_markdown(self, tag: str) -> bool:
        start = self.get_starttag_text() or ""
        at = self.line_offset + self.offset + len(start)
        return tag == "details" or _EMPTY_LINE.match(self.rawdata, at) is not None


class _HtmlPreprocessor(Preprocessor):
    """Takes HTML out of Markdown before its blocks are parsed."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines without HTML."""
        extractor = _Extractor(self.md)
        extractor.feed("\n".join(lines))
        extractor.close()
        return "".join(extractor.cleandoc).split("\n")


class _HashHeader(HashHeaderProcessor):
    """Headings that begin with ``#``: indented by up to three blanks; only ``#`` after a blank is no text at the end.

    Source: CommonMark, section 4.2.
    """

    RE = re.compile(
        r"(?:^|\n) {0,3}(?P<level>#{1,6})(?=[ \t\n]|\Z)(?P<header>[^\n]*?)(?:(?<=[ \t])#+)?[ \t]*(?:\n|\Z)"
    )


class _UnderlinedHeader(SetextHeaderProcessor):
    """Headings with a line of ``=`` or ``-`` below, of one or several lines of text.

    Source: CommonMark, section 4.3.
    """

    RE = re.compile(
        r"(?P<text>(?: {0,3}(?![>#<|]|```|~~~|\[[^\]\n]+\]:|[-+*][ \t]|\d{1,9}[.)][ \t]|(?:[-_*][ \t]*){3,}(?:\n|\Z))"
        r"\S[^\n]*\n)+?) {0,3}(?P<line>=+|-+)[ \t]*(?:\n|\Z)"
    )

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Add the heading to ``parent``, and leave the rest of the block."""
        block = blocks.pop(0)
        found = self.RE.match(block)
        assert found is not None  # the test has matched
        heading = SubElement(parent, "h1" if found["line"][0] == "=" else "h2")
        heading.text = "\n".join(line.strip() for line in found["text"].strip().split("\n"))
        if rest := block[found.end() :]:
            blocks.insert(0, rest)


class _FenceProcessor(BlockProcessor):
    """Parses fenced code that superfences leaves, together with the paragraph in front of it: never closed, closed at
    another column, or begun on the line of a list item. Source: CommonMark, section 4.5.
    """

    def test(self, parent: Element, block: str) -> bool:
        """Return whether a fence is in the block, and no list before it."""
        found = _FENCE.search(block)
        if found is None:
            return False
        start = find_list_start(block)
        return start is None or found.start() < start

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Parse the fence to its end, or to the end of the element that contains it."""
        block = blocks.pop(0)
        found = _FENCE.search(block)
        assert found is not None  # the test has matched
        if before := block[: found.start()].rstrip("\n"):
            self.parser.parseBlocks(parent, [before])
        indent, fence, language = found.groups()
        text = "\n\n".join([block[found.end() :], *blocks])
        blocks.clear()
        mark = re.escape(fence[0])
        end = re.compile(rf"^ {{0,3}}{mark}{{{len(fence)},}} *$\n*", re.MULTILINE).search(text)
        if end and (rest := text[end.end() :]):
            blocks += rest.split("\n\n")
        self._add(parent, text[: end.start()] if end else text, len(indent), language)

    def _add(self, parent: Element, text: str, indent: int, language: str) -> None:
        """Add code. Lines lose as many blanks as the fence is indented by."""
        text = HTML_PLACEHOLDER_RE.sub(self._raw_html, text)
        text = re.sub(rf"^ {{1,{indent}}}", "", text, flags=re.MULTILINE) if indent else text
        name = f' class="language-{escape(language)}"' if language else ""
        code = escape(text.rstrip("\n"), quote=False)
        html = f'<pre class="highlight"><code{name}>{code}</code></pre>'
        SubElement(parent, "p").text = self.parser.md.htmlStash.store(html)

    def _raw_html(self, placeholder: re.Match[str]) -> str:
        raw = self.parser.md.htmlStash.rawHtmlBlocks[int(placeholder[1])]
        return raw if isinstance(raw, str) else self.parser.md.serializer(raw)


class DialectExtension(Extension):
    """Adds headings, line breaks by backslash and all escapes of CommonMark, and Markdown in containers."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name that Python-Markdown calls)
        """Register everything. It must be the last extension."""
        md.ESCAPED_CHARS = list(string.punctuation)
        md.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n *", "br"), "hardbreak", 5.1)
        md.parser.blockprocessors.register(_FenceProcessor(md.parser), "fence", 77)  # before lists
        md.parser.blockprocessors.register(_HashHeader(md.parser), "hashheader", 70)
        md.parser.blockprocessors.register(_UnderlinedHeader(md.parser), "setextheader", 60)
        MarkdownInHtmlExtension().extendMarkdown(md)
        md.preprocessors.register(_HtmlPreprocessor(md), "html_block", 20)


class _Converter(Markdown):
    """Loads the extension that SuperFences asks for by name. Markdown searches all installed packages for a name."""

    def build_extension(self, ext_name: str, configs: Mapping[str, Any]) -> Extension:
        """Return the extension for highlighting, which no other package may replace."""
        assert ext_name == "pymdownx.highlight"
        extension: Extension = HighlightExtension(**configs)
        return extension


def convert_markdown(text: str) -> str:
    """Convert Markdown to HTML."""
    converter = _converter()
    try:
        return converter.reset().convert(text)
    except BaseException:
        _converter.cache_clear()  # it may be left in any state
        raise


@cache
def _converter() -> Markdown:
    """Return the converter of this process. Setting one up takes longer than converting a usual body."""
    extensions = [
        TableExtension(),
        FootnoteExtension(BACKLINK_TITLE="{}"),
        HighlightExtension(use_pygments=False),
        SuperFencesCodeExtension(relaxed_headers=True),
        DeleteSubExtension(subscript=False),
        BetterEmExtension(),
        TasklistExtension(),
        ListExtension(),
        DialectExtension(),
    ]
    return _Converter(extensions=extensions, output_format="html")
