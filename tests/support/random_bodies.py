"""Random bodies of HTML: elements in each other, closed or not, with odd attributes."""

from random import Random

from generator.normalise.html_allowlist import TAGS

_OFTEN = [
    "div",
    "p",
    "span",
    "a",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "h2",
    "h4",
    "b",
    "details",
    "summary",
    "figure",
    "figcaption",
    "dl",
    "dt",
    "dd",
    "section",
    "header",
    "img",
    "br",
]
_ALL = [*sorted(TAGS - {"input"}), "center", "font", "main", "iframe", "object", "button"]
_TEXTS = ("text ", "word", "&nbsp;", " ", "\n", "&amp;quot;said&amp;quot;")
_ATTRIBUTES = {
    "a": ' href="https://x.example/"',
    "td": ' colspan="{0}" rowspan="{1}" align="right"',
    "th": ' colspan="{1}" scope="x"',
    "img": ' src="https://x.example/a.png" width="100%" height="-3"',
    "time": ' datetime="tomorrow"',
    "del": ' datetime="tomorrow"',
    "ol": ' start="x" reversed',
    "li": ' value="3" id="fn:1"',
    "blockquote": ' cite="a b"',
    "col": ' span="9"',
}
_DEEPEST = 7


def make_body(seed: int) -> str:
    """Return a body that depends only on ``seed``."""
    random = Random(seed)
    return "".join(_make_nodes(random, 0) for _ in range(3))


def _make_nodes(random: Random, depth: int) -> str:
    return "".join(_make_node(random, depth) for _ in range(random.randint(1, 4)))


def _make_node(random: Random, depth: int) -> str:
    if depth == _DEEPEST or random.random() < 0.3:
        return random.choice(_TEXTS)
    name = random.choice(random.choice((_OFTEN, _ALL)))
    attributes = _ATTRIBUTES.get(name, "") if random.random() < 0.8 else ' lang="x-y" dir="odd" title="t"'
    attributes = attributes.format(random.randint(0, 4), random.randint(0, 4))
    end = f"</{name}>" if random.random() < 0.9 else ""
    return f"<{name}{attributes}>{_make_nodes(random, depth + 1)}{end}"
