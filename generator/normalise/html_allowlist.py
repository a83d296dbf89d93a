"""What of foreign HTML may stand on our pages: the allow-lists, as data. What is not here goes, its text stays.

Never here: anything that runs (script, event attributes), styles the page (style, class), can be mistaken
for a part of it (id, name, forms), loads something unasked (frames, media, objects, svg), or changes how
the rest of the page is read (base, meta, link, template, math).
"""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS = _names("""
    article aside blockquote dd details div dl dt figcaption figure footer header hr h1 h2 h3 h4 h5 h6 li ol p pre
    section summary ul
""")
"""Structure that a reader sees. Not ``main``: a page has one, and it is ours."""

INLINES = _names("""
    a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q rp rt ruby s samp small span strong sub sup
    time u var wbr
""")
"""Meaning within a line. Fonts and sizes (``font``, ``big``, ``tt``) are style and not here."""

TABLES = _names("caption col colgroup table tbody td tfoot th thead tr")
"""Data, and the layout of newsletters; no attribute that draws them."""

TAGS = BLOCKS | INLINES | TABLES

UNREAD = _names("""
    script style title noscript template svg math iframe object embed applet audio video canvas select textarea
    button noembed noframes xmp plaintext
""")
"""Elements that go with all that is in them: what they hold is no text to read, or is for a reader without them."""

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
    "li": {"value"},
    "ol": {"reversed", "start"},
    "col": {"span"},
    "colgroup": {"span"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
"""Attributes with a meaning of their own. Those that hold addresses or numbers are looked at one by one."""

ATTRIBUTE_VALUES: dict[str, dict[str, set[str]]] = {"table": {"role": {"presentation", "none"}}}
"""A newsletter's layout tables say that they are no data; screen readers need to hear it."""

ADDRESSES = frozenset(("href", "src", "cite"))
NUMBERS = frozenset(("width", "height", "colspan", "rowspan", "span", "start"))
DIRECTIONS = frozenset(("ltr", "rtl", "auto"))
