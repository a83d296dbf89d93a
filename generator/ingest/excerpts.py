"""Excerpts of entries: the first paragraph that is not boilerplate."""

import re

from generator.base.html_text import html_paragraphs
from generator.ingest.plain_text import clean_line, cut_words

_LOOKED_AT = 100_000
"""Characters of HTML that are looked at."""

_BOILERPLATE = re.compile(
    r"""(?:
    the\ post\ .{0,400}(?:appeared\ first|first\ appeared)\ on\b.*
    | this\ (?:post|article)\ .{0,200}first\ appeared\ .*
    | (?:originally\ published|first\ published|cross-?posted|syndicated)\ (?:at|on|in|from)\b.*
    | der\ beitrag\ .{0,400}erschien\ zuerst\ auf\b.*
    | l['’]article\ .{0,400}est\ apparu\ en\ premier\ sur\b.*
    | la\ entrada\ .{0,400}(?:se\ publicó\ primero|apareció\ primero)\ en\b.*
    | o\ post\ .{0,400}apareceu\ primeiro\ em\b.*
    | l['’]articolo\ .{0,400}proviene\ da\b.*
    | (?:click\ (?:here\ )?to\ )?(?:read|see|view|learn|find\ out)\ (?:the\ )?(?:more|full|rest|entire|whole)\b.{0,80}
    | (?:continue\ reading|keep\ reading|weiterlesen|lire\ la\ suite|leer\ más)\b.{0,120}
    | (?:share|tweet|pin|like)\ (?:this|on|it|via|with)\b.{0,80}
    | (?:share|tweet|pin\ it|like|print|e-?mail|facebook|twitter|linkedin|whatsapp|reddit|[·|,/•\s])+
    | like\ loading.{0,10} | read\ on | more\ here
    | (?:submitted\ by\ .{0,80}\[link\].*)
    | (?:comments?|no\ comments?|\d+\ comments?|leave\ a\ comment.{0,40}|permalink)
    | [\[(]?(?:…|\.\.\.)[\])]?
    | (?:photo|image|picture|illustration|credit|source|foto)s?(?:\ (?:credit|by|courtesy))?:.{0,120}
    | advertisement | sponsored\ content
    )\s*[.:→»…]*\s*\Z""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_TAIL = re.compile(
    r"\s*(?:[\[(](?:…|\.\.\.)[\])]"
    r"|[\[(]?\b(?:read more|continue reading|weiterlesen|lire la suite|leer más)\b[^.!?]{0,80}?)"
    r"\s*[\])→»>…]*\s*\Z",
    re.IGNORECASE,
)


def first_paragraph(text: str, is_html: bool, title: str = "") -> str:
    """Return the first paragraph that is neither boilerplate nor the title, "" if there is none."""
    paragraphs = html_paragraphs(text[:_LOOKED_AT]) if is_html else re.split(r"\n\s*\n", text[:_LOOKED_AT])
    for paragraph in paragraphs:
        line = clean_tail(clean_line(_escaped(paragraph) if is_html else paragraph))
        if line and not _BOILERPLATE.match(line) and not _same(line, title) and _has_word(line):
            return line
    return ""


def _escaped(paragraph: str) -> str:
    """Escape a text whose entities were decoded, so that they are not decoded again."""
    return paragraph.replace("&", "&amp;")


def clean_tail(line: str) -> str:
    """Remove "[…]" and "Read more" from the end of a line. A line that was shortened ends in an ellipsis."""
    kept = _TAIL.sub("", line)
    if kept == line or not kept:
        return line
    was_cut = "…" in line[len(kept) :] or "..." in line[len(kept) :]
    return kept.rstrip(" …") + "…" if was_cut and kept[-1] not in ".!?" else kept


def _same(line: str, title: str) -> bool:
    return bool(title) and line.casefold().rstrip(".… ") == title.casefold().rstrip(".… ")


def _has_word(line: str) -> bool:
    return any(char.isalnum() for char in line)


def make_excerpt(texts: tuple[tuple[str, bool], ...], title: str, limit: int) -> str:
    """Return the excerpt of an entry from its texts, ``(text, is HTML)`` in their order of preference."""
    for text, is_html in texts if limit else ():
        if text and (paragraph := first_paragraph(text, is_html, title)):
            return cut_words(paragraph, limit)
    return ""


def make_title(texts: tuple[tuple[str, bool], ...], words: int) -> str:
    """Return the first words of an entry's text, as a title for an entry without one."""
    for text, is_html in texts:
        if text and (paragraph := first_paragraph(text, is_html)):
            found = paragraph.split()
            return " ".join(found[:words]) + ("…" if len(found) > words else "")
    return ""
