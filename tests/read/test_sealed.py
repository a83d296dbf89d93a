"""What of ``secured`` an output could hold is found, and nothing else is."""

import time

import pytest

from generator.read.sealed import leaks, needles

NONE: frozenset[bytes] = frozenset()
VECTOR = "AbCdEfGhIjKlMnOpQrStUv=="


@pytest.mark.parametrize("cipher", ["A", "+/9", "YWJj" * 100, "YWI=", "YQ=="])
def test_the_usual_shape_is_found_by_itself(cipher: str) -> None:
    value = f"{cipher};{VECTOR}"
    assert needles(value) == ()
    assert leaks(f"<p>{value}</p>".encode(), NONE)
    assert leaks(value.encode(), NONE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a == b; c == d",
        VECTOR,
        f"; {VECTOR}",
        f" ;{VECTOR}",
        f"a;{VECTOR[1:]}",
        f"a;{VECTOR[:-1]}",
        "a;AbCdEfGhIjKlMnOpQrSt v==",
        "&amp;AbCdEfGhIjKlMnOp==",
        "data:image/png;base64,AAAA==",
        "=" * 1000,
        "if (a;b) {c == d}",
    ],
)
def test_other_text_is_not_taken_for_it(text: str) -> None:
    assert not leaks(text.encode(), NONE)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("sixteen letters.", "sixteen letters."),
        ("  a padded secret value\n", "a padded secret value"),
        ("<quotes> & \"marks\" 'here'", "&lt;quotes&gt; &amp; &#34;marks&#34; &#39;here&#39;"),
        ("<quotes> & \"marks\" 'here'", "&lt;quotes&gt; &amp; &quot;marks&quot; &#x27;here&#x27;"),
        ("<quotes> & \"marks\" 'here'", "&lt;quotes&gt; &amp; \"marks\" 'here'"),
        ('a "quoted" long value', 'a \\"quoted\\" long value'),
        ("ein längeres Geheimnis", "ein längeres Geheimnis"),
        ("ein längeres Geheimnis", "ein l\\u00e4ngeres Geheimnis"),
        (f"not base64 before the vector ;{VECTOR[:-1]}", f"not base64 before the vector ;{VECTOR[:-1]}"),
    ],
)
def test_another_value_is_found_as_it_would_be_written(value: str, shown: str) -> None:
    sought = frozenset(needles(value))
    assert leaks(f"<p>{shown}</p>".encode(), sought)
    assert not leaks(b"<p>something else</p>", sought)


@pytest.mark.parametrize("value", ["", "short", "fifteen chars..", "   padded      \n\n"])
def test_values_that_chance_could_write_are_not_looked_for(value: str) -> None:
    assert needles(value) == ()


def test_a_megabyte_costs_little() -> None:
    data = b'<a class="card" href="/a/">A title; &amp; more = less</a>\n' * 18_000
    started = time.perf_counter()
    for _ in range(5):
        assert not leaks(data, NONE)
    assert (time.perf_counter() - started) / 5 < 0.02  # 0.4 ms on the machine it was written on
