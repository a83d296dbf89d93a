"""What of ``secured`` an output could hold is found, and nothing else is."""

import time

import pytest

from generator.read.leak_check import has_leak

VECTOR = "AbCdEfGhIjKlMnOpQrStUv=="


@pytest.mark.parametrize("cipher", ["A" * 16, "YWJj" * 100, "YWJjZGVmZ2hpamtsYWI=", "YWJjZGVmZ2hpamtsYQ=="])
def test_the_usual_shape_is_found_by_itself(cipher: str) -> None:
    value = f"{cipher};{VECTOR}"
    assert has_leak(f"<p>{value}</p>".encode())
    assert has_leak(value.encode())


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
        f"&#34;{VECTOR}&#34;",
        f"&amp;{VECTOR}",
        f"fifteen16letter;{VECTOR}",
        "if (a;b) {c == d}",
    ],
)
def test_other_text_is_not_found(text: str) -> None:
    assert not has_leak(text.encode())


def test_a_megabyte_costs_little() -> None:
    data = b'<a class="card" href="/a/">A title; &amp; more = less</a>\n' * 18_000
    started = time.process_time()
    for _ in range(5):
        assert not has_leak(data)
    assert (time.process_time() - started) / 5 < 0.02  # 0.4 ms on the machine it was written on
