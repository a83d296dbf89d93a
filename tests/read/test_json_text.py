"""Front matter as JSON: a table of encoders, their options, and odd strings. What they write is what is read."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from generator.read.record import read_record

ODD = {
    "plain": "Bees",
    "quotes": "She said \"no\" and 'yes'",
    "backslashes": r"C:\new\ud83d",
    "slashes": "https://a.example/x </script>",
    "emoji": "Launch day \N{ROCKET} \N{FAMILY}\u200d\N{HONEYBEE}",
    "beyond": "\U00020000\U0010fffd",
    "accents": "Crème brûlée, Łódź, Привет, 東京",
    "whitespace": "a\tb\nc\rd\fe\bf",
    "controls": "a\x00b\x1fc",
    "separators": "colon: dash - hash # star * amp & bang ! percent % at @ tick ` pipe | > {x} [y]",
    "dashes": "---",
    "ending": "...",
    "null": "null",
    "number": "1e3",
    "empty": "",
    "long": "word " * 20_000,
    "unbroken": "x" * 50_000,
}


def php(value: Any, **options: Any) -> str:
    """Encode as PHP's ``json_encode`` does by default: slashes are escaped."""
    return json.dumps(value, **options).replace("/", "\\/")


def javascript(value: Any, **options: Any) -> str:
    """Encode as ``JSON.stringify`` does: characters as they are, no blanks."""
    return json.dumps(value, ensure_ascii=False, **{"separators": (",", ":"), **options})


ENCODERS: dict[str, Callable[[Any], str]] = {
    "python": json.dumps,
    "python compact": lambda value: json.dumps(value, separators=(",", ":")),
    "python indent 2": lambda value: json.dumps(value, indent=2),
    "python indent tab": lambda value: json.dumps(value, indent="\t"),
    "python unicode": lambda value: json.dumps(value, ensure_ascii=False),
    "python unicode indent": lambda value: json.dumps(value, ensure_ascii=False, indent=4),
    "php": lambda value: php(value, separators=(",", ":")),
    "php pretty": lambda value: php(value, indent=4),
    "php unicode slashes": lambda value: php(value, ensure_ascii=False),
    "javascript": javascript,
    "javascript indent 2": lambda value: javascript(value, indent=2, separators=(",", ": ")),
    "javascript indent tab": lambda value: javascript(value, indent="\t", separators=(",", ": ")),
}


def fields_of(head: str) -> tuple[Any, list[str]]:
    record, problems = read_record("a.md", f"---\n{head}\n---\n".encode())
    assert record is not None, problems
    return record.fields, [problem.severity for problem in problems]


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("encoder", ENCODERS)
def test_what_an_encoder_writes_is_read(encoder: str, name: str) -> None:
    text, encode = ODD[name], ENCODERS[encoder]
    value = {"title": text, "quality": 35, "published": False, "excerpt": None}
    value |= {"topics": [text, "b", None], "provider": {"name": text, "domain": None}}
    expected = {
        "title": text,
        "quality": 35,
        "published": False,
        "topics": [text, "b"],
        "provider": {"name": text},
    }
    by_field = "".join(f"{field}: {encode(each)}\n" for field, each in value.items())
    for head in (encode(value), by_field):
        assert fields_of(head) == (expected, [])


def test_surrogates_are_joined_in_any_double_quoted_scalar() -> None:
    head = (
        'title: "\\ud83d\\ude80"\nprovider:\n  name: "a \\uD83D\\uDE80 b"\n'
        "topics:\n- \"\\ud83d\\ude80\"\n- '\\ud83d'\n"
        'excerpt: |\n  "\\ud83d\\ude80"\n'
    )
    fields, problems = fields_of(head)
    rocket = "\N{ROCKET}"
    assert fields["title"] == rocket
    assert fields["provider"] == {"name": f"a {rocket} b"}
    assert fields["topics"] == [rocket, "\\ud83d"]
    assert fields["excerpt"].strip() == '"\\ud83d\\ude80"'
    assert problems == []


@pytest.mark.parametrize("encode", [json.dumps, lambda value: php(value, indent=4)], ids=["python", "php"])
def test_half_a_pair_is_replaced_with_a_warning(encode: Callable[[Any], str]) -> None:
    for half in ("\ud83d", "\ude80"):
        fields, problems = fields_of(encode({"title": f"a{half}b"}))
        assert (fields, problems) == ({"title": "a\N{REPLACEMENT CHARACTER}b"}, ["warning"])
    record, (problem,) = read_record("a.md", b'---\ntitle: "a"\nexcerpt: "b \\ud83d"\n---\n')
    assert record is not None
    assert (problem.line, problem.severity) == (3, "warning")


def test_sealed_values_and_lines_stay_as_they_are_in_repaired_json() -> None:
    value = {"title": "\N{ROCKET}", "secured": "QUJD;AAAA==", "provider": {"name": "x", "secured": "QUJD"}}
    record, problems = read_record("a.md", f"---\n{json.dumps(value, indent=2)}\n---\n".encode())
    assert record is not None
    assert record.fields == {"title": "\N{ROCKET}", "provider": {"name": "x"}}
    assert "QUJD" not in record.head
    assert problems == ()


def test_other_faults_beside_a_surrogate_are_still_errors() -> None:
    record, (problem,) = read_record("a.md", b'---\ntitle: "\\ud83d\\ude80"\nexcerpt: a: b\n---\n')
    assert record is None
    assert (problem.line, problem.severity) == (3, "error")


def test_many_surrogates_take_little_time() -> None:
    value = {"title": "a", "related": [{"title": "\N{ROCKET}" * 5, "x": n} for n in range(5000)]}
    fields, _ = fields_of(json.dumps(value))
    assert len(fields["related"]) == 5000
