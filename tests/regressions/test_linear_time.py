"""Reading a record takes time in proportion to its size, whatever is in it."""

import time

import pytest

from generator.normalise.item import normalise
from generator.read.record import read_record

LENGTH = 20_000
"""Characters of the smaller input. The larger has twice as many."""

SLOWEST = 0.3
"""CPU seconds that are always allowed: below it, the times say little."""

MOST = 6.0
"""CPU seconds that no input of this size may take. The estimates of cost allow a few seconds at most."""

UNITS = [
    "a", " ", "\n", "a\n\n", "\t", "\r", "\x00", "<", "&", "<b>", "<p>", "<p>a ", "</p>", "<div>", "</div>", "<div>a</div>",  # noqa: E501
    "<a href=x>", "<a name=x>a</a>", "<!--", "<!-- -->", "\n<!-- --><x>", "<x>", "<svg>", "<iframe src=x>", "<img src=x>",  # noqa: E501
    "<h1>a</h1>", "<pre> a</pre>", "<br>", "<td>", "<table><tr><td>", "<ul><li>", "<li>", "<dl><dt>", "<ruby><rt>",
    "<details>\n", "<font color=a>", "<b a=1>", "<script>", "<a\n", "<a b='", "&amp;", "&#38;", "&nbsp; ", "&amp;quot; ",  # noqa: E501
    "<tr><td rowspan=9999>x", "<tr><td rowspan=9999 colspan=999>x", "<td colspan=999>", "<th rowspan=0>",
    "[", "](", "[a](b) ", "[a][b]", "[a]: b\n", "![", "*a* ", "**", "_", "`a ", "``` ", "```\n", "~~", "|a", "|-", "- ",
    "- a\n", "  - a\n", "a\n- b\n", "1. ", "> ", "# ", "a\n=\n", "---\n", "\\", "a\\\n", "a  \n", "<https://x>", "[^1]",
    "[^1]: a\n", "- [ ] a\n", "\u0316\u0300", "\u0f71\u0f74", "é", "â€™", "\u200d", "日", "{% raw %}", "A" * 16 + ";",
]  # fmt: skip
"""What a hostile or damaged record may have a lot of."""

RARELY_LONG = ("topics", "provider", "images")
"""Fields whose texts are short, for which nightly tests are enough."""


def cpu_seconds(extension: str, text: str, field: str = "") -> float:
    """Return the time to read and normalise a record with a text as its body, or in a field."""
    quoted = (
        text.replace("'", "''").replace("\n", " ").replace("\r", " ").replace("\x00", " ").replace("\t", " ")
    )
    head = f"---\ntitle: T\noriginalUrl: https://a.example/x\n{field}: 'x {quoted}'\n---\n"
    data = (head if field else f"---\ntitle: T\noriginalUrl: https://a.example/x\n---\nx {text}").encode()
    start = time.process_time()
    record = read_record(f"x.{extension}", data).record
    if record is not None:
        normalise(record)
    return time.process_time() - start


def assert_linear(extension: str, unit: str, field: str = "") -> None:
    start = "<table>" if unit.startswith(("<tr", "<td", "<th")) else ""  # elsewhere, cells are text
    small, large = (start + unit * (LENGTH * times // len(unit)) for times in (1, 2))
    cpu_seconds(extension, unit, field)  # loads the libraries
    for _ in range(3):  # a busy machine may slow down one try
        once, twice = cpu_seconds(extension, small, field), cpu_seconds(extension, large, field)
        if twice < max(SLOWEST, once * 3):  # quadratic: 4
            break
    else:
        pytest.fail(f"{once:.2f} s became {twice:.2f} s")
    assert twice < MOST


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS, ids=repr)
@pytest.mark.parametrize("extension", ["md", "html"])
def test_a_body_twice_as_long_takes_twice_as_long(extension: str, unit: str) -> None:
    assert_linear(extension, unit)


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS, ids=repr)
@pytest.mark.parametrize(
    "field",
    [
        "title",
        "excerpt",
        "originalUrl",
        *(pytest.param(name, marks=pytest.mark.long) for name in RARELY_LONG),
    ],
)
def test_a_field_twice_as_long_takes_twice_as_long(field: str, unit: str) -> None:
    key = "title: U\nexcerpt" if field == "title" else field
    assert_linear("md", unit, key)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("unit", "other"), [("~~", "é"), ("*", "a"), ("**", "a"), ("***", "a b "), ("____", "a")]
)
def test_a_run_of_marks_before_text_takes_linear_time(unit: str, other: str) -> None:
    """Each mark of a run was closed nowhere, after a search to the end."""
    text = unit * (LENGTH // len(unit)) + other * (LENGTH // len(other))
    assert cpu_seconds("md", text) < 2
