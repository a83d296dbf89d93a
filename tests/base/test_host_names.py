"""International host names, as browsers read and show them."""

import pytest

from generator.base.host_names import to_ascii_host, to_display_host


@pytest.mark.parametrize(
    ("host", "ascii_host", "shown"),
    [
        ("Bücher.example", "xn--bcher-kva.example", "bücher.example"),
        ("faß.de", "xn--fa-hia.de", "faß.de"),
        ("日本語。jp", "xn--wgv71a119e.jp", "日本語.jp"),
        ("☕.example", "xn--53h.example", "☕.example"),
        ("i❤.example", "xn--i-7iq.example", "i❤.example"),
        ("עברית.example", "xn--5dbqzzl.example", "עברית.example"),
        ("ＡＢＣ.example", "abc.example", "abc.example"),
        ("क्\u200dष.example", "xn--11b2ezcw70k.example", "क्\u200dष.example"),
        ("аpple.example", "xn--pple-43d.example", "xn--pple-43d.example"),
    ],
)
def test_a_name_is_punycode_for_machines_and_its_own_script_for_people(
    host: str, ascii_host: str, shown: str
) -> None:
    assert to_ascii_host(host) == ascii_host
    assert to_display_host(ascii_host) == shown


@pytest.mark.parametrize(
    "host",
    [
        "a\u200db.example",
        "\u0301a.example",
        "ü" * 64 + ".example",
        "אa.example",
        "ü\u2028.example",
        "a" * 250 + "ü.example",
        "a⁄b.example",
    ],
)
def test_a_name_that_browsers_reject_is_none(host: str) -> None:
    assert to_ascii_host(host) is None


@pytest.mark.parametrize(
    "host", ["a.example", "xn--.example", "xn--a.example", "xn--\xfc.example", "xn--99999.example"]
)
def test_other_names_are_shown_as_they_are(host: str) -> None:
    assert to_display_host(host) == host
