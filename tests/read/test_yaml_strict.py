"""The law of front matter: text as written, ``secured`` gone, bounds kept, every fault with its line."""

import time
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.read.yaml_strict import LOADER, MAX_DEPTH, MAX_NODES, NULLS, parse_strict


def fields_of(head: str) -> Any:
    built = parse_strict("a.md", head, 2)
    assert built.problems == ()
    return built.fields


WRITTEN = [
    "NO",
    "no",
    "on",
    "yes",
    "y",
    "2021-12-15",
    "2021-12-15T10:00:00Z",
    "1:30",
    "1.10",
    "007",
    "true",
    '"null"',
    "'~'",
    "nULL",
    "1e3",
    "0x1F",
    ".inf",
    "=",
    "<<",
    "1_000",
]
WRITTEN += ["!!int 5", '!!float "1.0"', '"1.10"', "'true'", "-1", "a-b"]


@pytest.mark.parametrize("written", WRITTEN)
def test_text_fields_hold_the_text_written(written: str) -> None:
    text = written.split()[-1].strip("\"'")
    assert fields_of(f"title: {written}\ntags:\n- {written}\nprovider: {{name: {written}}}") == {
        "title": text,
        "tags": [text],
        "provider": {"name": text},
    }


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", 12),
        ("-1", -1),
        ("+1", 1),
        ("010", 10),
        ("0x1F", 31),
        ("0o17", 15),
        ("9223372036854775807", 2**63 - 1),
        ("9223372036854775808", float(2**63)),
        ("0x8000000000000000", "0x8000000000000000"),
        ("4.5", 4.5),
        (".5", 0.5),
        ("1.", 1.0),
        ("1e3", 1000.0),
        ("true", True),
        ("False", False),
        ("yes", "yes"),
        ("many", "many"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("1e999", "1e999"),
        ("9" * 5000, "9" * 5000),
        ("1_000", "1_000"),
        ('"12"', "12"),
        ("!!str 12", "12"),
        ("１２", "１２"),
    ],
)
def test_number_fields_hold_numbers_where_they_are_plain(written: str, value: object) -> None:
    for head in (f"width: {written}", f"images:\n- width: {written}"):
        fields = fields_of(head)
        found = fields["width"] if "width" in fields else fields["images"][0]["width"]
        assert (type(found), found) == (type(value), value)


def test_lists_in_number_fields_hold_text() -> None:
    assert fields_of("width: [1, true]") == {"width": ["1", "true"]}


@pytest.mark.parametrize(
    ("head", "kept"),
    [
        ("title: a\nsecured: hidden stuff", {"title": "a"}),
        ("Secured: hidden stuff\ntitle: a", {"title": "a"}),
        ('"SECURED": "hidden stuff"\ntitle: a', {"title": "a"}),
        ('"s\\x65cured": "hidden stuff"\ntitle: a', {"title": "a"}),
        ("? secured\n: hidden stuff\ntitle: a", {"title": "a"}),
        ("! secured: hidden stuff\ntitle: a", {"title": "a"}),
        ("' secured ': hidden stuff\ntitle: a", {"title": "a"}),
        ("secured: |\n  hidden\n  stuff\ntitle: a", {"title": "a"}),
        ("secured: >-\n\n  hidden\n\n  stuff\n\ntitle: a", {"title": "a"}),
        ("secured:\n  hidden:\n    - stuff\ntitle: a", {"title": "a"}),
        ("secured:\n- hidden\n- stuff\ntitle: a", {"title": "a"}),
        ("secured: [hidden, {x: stuff}]\ntitle: a", {"title": "a"}),
        (
            "title: é😀\nrelated:\n- secured: hidden stuff\n  title: b",
            {"title": "é😀", "related": [{"title": "b"}]},
        ),
        ("provider: {secured: hidden stuff, name: b}", {"provider": {"name": "b"}}),
        ("title: a\nsecured: hidden\nsecured: stuff", {"title": "a"}),
        ("title: a # secured: hidden stuff", {"title": "a"}),
        ("# SECURED: hidden stuff\ntitle: a", {"title": "a"}),
        ("secured: &a hidden\ntitle: a", {"title": "a"}),
    ],
)
def test_secured_is_dropped_and_blanked_at_any_level(head: str, kept: dict[str, Any]) -> None:
    built = parse_strict("a.md", head, 2)
    assert built.fields == kept
    assert built.problems == ()
    assert "hidden" not in built.head
    assert "stuff" not in built.head
    assert built.head.count("\n") == head.count("\n")
    lost = " ".join(built.sealed)
    assert "#" in head or "hidden" in lost
    again = yaml.load(built.head, Loader=yaml.BaseLoader)
    for name, value in kept.items():
        if isinstance(value, str):
            assert again[name] == value


def test_an_alias_cannot_carry_secured_elsewhere() -> None:
    built = parse_strict("a.md", "secured: &a hidden\ntitle: *a", 2)
    assert built.fields is None
    assert "hidden" not in str(built.problems)


@pytest.mark.parametrize(
    ("head", "line", "message", "hint"),
    [
        ("title: *bold", 2, "undefined alias", "quotes"),
        ("- a\n- b", 2, "found a list", "title"),
        ("just text", 2, "found text", "title"),
        ("", 2, "found none", "title"),
        ("# a comment", 2, "found none", "title"),
        ("{}", 2, "found none", "title"),
        ("secured: x", 2, "nothing but 'secured'", "title"),
        ("? [a]\n: b", 2, "field name", "quotes"),
        ("{a: b}: c", 2, "field name", "quotes"),
        ("a: &a [*a]", 2, "undefined alias", "quotes"),
        ("a: &a\n  b:\n    c: *a", 4, "undefined alias", "quotes"),
    ],
)
def test_valid_yaml_that_is_not_a_set_of_fields_is_an_error(
    head: str, line: int, message: str, hint: str
) -> None:
    document = parse_strict("a.md", head, 2)
    assert document.fields is None
    problem = document.problems[-1]
    assert (problem.path, problem.line, problem.severity) == ("a.md", line, "error")
    assert message in problem.message
    assert hint in problem.hint


def test_a_repeated_name_is_reported_once_and_the_last_counts() -> None:
    built = parse_strict("a.md", "title: a\nrelated:\n- url: b\n  url: c\n\ntitle: d\ntitle: e", 2)
    assert built.fields == {"title": "e", "related": [{"url": "c"}]}
    assert [(problem.line, problem.field, problem.severity) for problem in built.problems] == [
        (5, "related[0].url", "warning"),
        (7, "title", "warning"),
    ]
    assert "first on line 2" in built.problems[1].message


def test_aliases_repeat_values() -> None:
    head = "provider: &p {name: a}\nrelated:\n- provider: *p\ntags: &t [x]\ntopics: *t\n&k title: *k\n"
    assert fields_of(head) == {
        "provider": {"name": "a"},
        "related": [{"provider": {"name": "a"}}],
        "tags": ["x"],
        "topics": ["x"],
        "title": "title",
    }


LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + step)}: &{chr(98 + step)} [{','.join(['*' + chr(97 + step)] * 9)}]\n" for step in range(20)
)
TOWER = "a: &a [x]\n" + "".join(
    f"k{step}: &b{step} [*{'a' if not step else f'b{step - 1}'}]\n" for step in range(1000)
)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("a: " + "[" * 100_000, "levels"),
        ("a: " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "levels"),
        ("a:\n " + "- " * 50_000 + "x", "levels"),
        ("a: " + "{b: " * 50_000, "levels"),
        ("? " * 50_000 + "x", "field name"),
        ("\n".join(" " * depth + "k:" for depth in range(1000)), "levels"),
        (LAUGHS, "values"),
        (TOWER, "levels"),
        ("a: &a x\nb:\n" + "- *a\n" * (MAX_NODES + 1), "values"),
        ("".join(f"k{at}: v\n" for at in range(MAX_NODES + 1)), "values"),
    ],
    ids=[
        "brackets",
        "just too deep",
        "dashes",
        "braces",
        "questions",
        "indents",
        "laughs",
        "tower",
        "aliases",
        "fields",
    ],
)
def test_bombs_are_refused_at_once(head: str, said: str) -> None:
    started = time.perf_counter()
    built = parse_strict("a.md", head, 2)
    assert time.perf_counter() - started < 2
    assert built.fields is None
    assert said in built.problems[-1].message


def test_the_deepest_nesting_allowed_is_read() -> None:
    levels = MAX_DEPTH - 1
    assert fields_of("a: " + "[" * levels + "]" * levels)


@given(st.text(st.sampled_from(":-?[]{}#&*!|>'\"%@` ab\n\t,.\\"), max_size=40))
def test_any_text_gives_fields_or_a_problem_and_never_raises(head: str) -> None:
    built = parse_strict("a.md", head, 2)
    assert (built.fields is None) == any(problem.severity == "error" for problem in built.problems)
    if built.fields is not None:
        assert repr(without_nulls(built.fields)) == repr(without_nulls(yaml.load(head, Loader=LOADER)))


def without_nulls(value: Any) -> Any:
    """Return a value without what may be null: PyYAML's base loader reads null as text."""
    if isinstance(value, dict):
        return {name: without_nulls(each) for name, each in value.items() if each not in NULLS}
    if isinstance(value, list):
        return [without_nulls(each) for each in value if each not in NULLS]
    return value


def test_the_problem_of_a_repeated_name_has_no_sealed_data() -> None:
    name = "Q" * 20 + ";AAECAwQFBgcICQoLDA0ODw=="
    (problem,) = parse_strict("a.md", f"title: a\n{name}: b\n{name}: c", 2).problems
    assert problem.field == "[sealed]"
