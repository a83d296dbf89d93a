"""Allow-lists for untrusted HTML. An element that is not listed is removed, but its text stays.

Never listed: anything that runs (script, event attributes), styles the page (style, class), can be mistaken for a part
of it (id, name, forms; only check boxes pass, and become characters), loads resources without being asked (frames, media, objects, svg), or changes how the rest of
the page is parsed (base, meta, link, template, math).
"""  # noqa: E501


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS = _names("""
    article aside blockquote dd details div dl dt figcaption figure footer header hr h1 h2 h3 h4 h5 h6 li ol p pre
    section summary ul
""")
"""Elements of visible structure. Without ``main``, because the page itself has one."""

INLINES = _names("""
    a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q rp rt ruby s samp small span strong sub sup
    time u var wbr
""")
"""Inline elements with a meaning. ``font``, ``big`` and ``tt`` are only style and not included."""

TABLES = _names("caption col colgroup table tbody td tfoot th thead tr")
"""Data, and the layout of newsletters; no attribute that draws them."""

TAGS = BLOCKS | INLINES | TABLES | {"input"}

REMOVED_WITH_CONTENT = _names("""
    script style title noscript template svg math iframe object embed applet audio video canvas select textarea
    button noembed noframes xmp plaintext
""")
"""Elements removed with their content, which is not readable text or only a fallback."""

ATTRIBUTES: dict[str, set[str]] = {
    "*": {"dir", "lang", "title"},
    "a": {"href"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "del": {"datetime"},
    "ins": {"datetime"},
    "time": {"datetime"},
    "data": {"value"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "li": {"id", "value"},
    "ol": {"reversed", "start"},
    "col": {"span"},
    "colgroup": {"span"},
    "td": {"align", "colspan", "rowspan", "style"},
    "th": {"align", "colspan", "rowspan", "style"},
    "input": {"checked"},
    "sup": {"id"},
}
"""Attributes with a meaning of their own. Values that are URLs or numbers are checked one by one. Of ``style``, only an
alignment of the text is kept, of ``id`` only those of footnotes."""

ATTRIBUTE_VALUES: dict[str, dict[str, set[str]]] = {
    "input": {"type": {"checkbox"}},
    "table": {"role": {"presentation", "none"}},
    "th": {"scope": {"row", "col", "rowgroup", "colgroup"}},
}
"""Newsletters mark layout tables as presentation, which screen readers need to know. Check boxes of task lists become
characters."""

URL_ATTRIBUTES = frozenset(("href", "src", "cite"))
SIZE_ATTRIBUTES = frozenset(("width", "height", "colspan", "rowspan", "span"))
NUMBER_ATTRIBUTES = frozenset(("start", "value"))
DIRECTIONS = frozenset(("ltr", "rtl", "auto"))
