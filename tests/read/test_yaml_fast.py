"""The fast way answers only where the careful way would say the same, and never meets what could crash it."""

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.read import yaml_fast as fast
from generator.read.yaml_strict import parse_strict

KEYS = [
    "title",
    "excerpt",
    "width",
    "heat",
    "published",
    "url",
    "zed",
    "tags",
    "x-y",
    '"q"',
    "secured",
    "SECURED",
]
KEYS += ["true", "null", "1", "~", "a b", "<<", '"s\\x65cured"', "&a k", "&a: k", "!t k", "- k", "? q", "é"]
VALUES = [
    "x",
    "1.10",
    "007",
    "true",
    "null",
    "~",
    "NO",
    "1:30",
    "2021-12-15",
    "1e3",
    "0x1F",
    "0o7",
    ".5",
    ".inf",
]
VALUES += [
    "-0",
    "+1",
    "9" * 25,
    "0" * 30 + "7",
    "1e999",
    "",
    '"x"',
    "'it''s'",
    '"q\\"r"',
    '"\\u00e9"',
    "a: b",
    "a #c",
]
VALUES += [
    '"a"#c',
    "[a, b]",
    "{a: b}",
    "[]",
    "&x y",
    "*x",
    "!!str 5",
    "!foo",
    "|",
    ">",
    "@x",
    "- a",
    "-",
    "?",
    ":",
]
VALUES += [
    "http://a.b/?c=d&e#f",
    "...",
    "--- x",
    "'a",
    'b"',
    "# secured: x",
    "a\tb",
    " lead",
    "trail ",
    "a]b",
    "}",
    "é",
]


def lines() -> st.SearchStrategy[str]:
    """Lines of front matter, right and wrong."""
    indent = st.sampled_from(["", "", "", "  ", "  - ", "- ", "    ", "   ", "- - "])
    entry = st.builds("{}{}: {}".format, indent, st.sampled_from(KEYS), st.sampled_from(VALUES))
    listed = st.builds("{}- {}".format, st.sampled_from(["", "  "]), st.sampled_from(VALUES))
    opening = st.sampled_from(["tags:", "images:", "related:", "provider:", "  images:"])
    odd = st.sampled_from(["", "   ", "# note", "...", "---", "continued", "  continued", "\t", "%YAML 1.2"])
    return st.one_of(entry, entry, entry, listed, opening, odd)


@settings(max_examples=600)
@given(st.lists(lines(), max_size=8).map("\n".join))
def test_agrees_with_the_strict_parser_wherever_it_answers(head: str) -> None:
    fields = fast.parse_fast(head)
    if fields is not None:
        built = parse_strict("a.md", head, 2)
        assert repr(fields) == repr(built.fields)
        assert built.problems == ()
        assert built.sealed == ()


@settings(max_examples=100)
@given(
    st.dictionaries(
        st.sampled_from(["title", "excerpt", "url", "name", "étiquette"]),
        st.one_of(
            st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])),
            st.lists(st.text("ab: #-'\"")),
        ),
        min_size=1,
    )
)
def test_reads_back_what_yaml_wrote(fields: dict[str, Any]) -> None:
    head = yaml.safe_dump(fields, allow_unicode=True, default_flow_style=False, width=10_000)
    assert fast.parse_fast(head) in (None, fields)


@pytest.mark.parametrize(
    "head",
    [
        "title: a",
        'title: "a: b # c"\nheat: -1\npublished: false',
        "title: a # the only comment that needs no line",
        "tags:\n- a\n- b",
        "related:\n  - title: a\n    provider:\n      name: b\n    images:\n      - url: c\n        width: 1\n",
        "title: a\n\ntags:\n  - x\n\n",
        "ratings:\n  average: 4.5",
        "other: text of a field that nobody knows",
        'title: "[Video] what * means"',
        "title: a {b} [c] *d*",
        "title: Q & A\nexcerpt: https://a.example/?a=1&b=2",
    ],
)
def test_answers_for_the_regular_shape(head: str) -> None:
    assert fast.parse_fast(head) is not None


@pytest.mark.parametrize(
    "head",
    [
        "title: a\ntitle: b",
        "title: a\n? !!str\n  k: v\n: b",
        "title: &ab: a",
        "title: &a.b a",
        "title: &é a",
        "title: !!str &a: b",
        "title:\n  &a: b",
        "&ab: title: a",
        "tags:\n- &a: b",
        "title: a\n? !!str\n  - k\n: b",
        "title: a\nprovider:\n  ? !!str\n    - k\n  : b",
        "provider:\n  name: a\n  name: b",
        "title: a\n...\nmore: b",
        '"title":1\nmore: b',
        "title: a\n# a comment's line",
        "title: a\n  goes on",
        "title: |\n  a",
        "title: 1.10",
        "title: null",
        "title:",
        "tags:\n  - 1",
        "tags:\n  - - a",
        "heat: .nan",
        "heat: 1e999",
        "heat:",
        "1: a",
        "null: a",
        "secured: x",
        "provider:\n  SECURED: x",
        "a: b # secured: x",
        "tags: [a, b]",
        "tags: &t [a, b]",
        "tags:\n  [a]",
        "provider: {name: a}",
        "title: &a x\nname: *a",
        "title: !foo x",
        "title:\ta",
        "title: 'a",
        "- a",
        "a",
        "",
        "a: b\n" * 20_000,
    ],
)
def test_leaves_everything_else_to_the_strict_parser(head: str) -> None:
    assert fast.parse_fast(head) is None


@pytest.mark.parametrize(
    "indicator", ["- ", "? ", ": ", "-  ", "? - ", "- : ", "? : ", "- ? ", "[", "{", "{a: ", "!x - "]
)
def test_nesting_that_would_overflow_the_stack_is_never_parsed(indicator: str) -> None:
    for levels in (450, 20_000):
        assert fast.parse_fast("a:\n " + indicator * levels + "x") is None
        assert fast.parse_fast(indicator * levels) is None


def test_nesting_by_indentation_is_never_parsed_deeply() -> None:
    assert fast.parse_fast("\n".join(" " * depth + "k:" for depth in range(300))) is None
    assert fast.parse_fast("\n".join(" " * depth + "k:" for depth in range(22)) + " x") is None
