"""Escaped forms of sealed data."""

import pytest

from generator.sitecheck.escapes import unescape

PLAIN = b"QU+BC/D=;AAA=="


@pytest.mark.parametrize(
    "escaped",
    [
        b"QU%2BBC%2fD%3D%3BAAA%3d%3D",
        b"QU&#43;BC&#47;D&#61;&#59;AAA&#061;&#0061",
        b"QU&#x2B;BC&#X2f;D&#x3d;&#x3B;AAA&#x03d;&#x3d;",
        b"QU&plus;BC&sol;D&equals;&semi;AAA&equals;&EQUALS;",
        b"QU\\u002BBC\\/D\\u003d\\u003BAAA\\u003d\\u003D",
        b"QU%2BBC/D=&#59;AAA\\u003d=",
    ],
    ids=["URL", "decimal", "hexadecimal", "named", "JSON", "mixed"],
)
def test_the_characters_of_sealed_data_are_unescaped(escaped: bytes) -> None:
    assert unescape(escaped) == PLAIN


@pytest.mark.parametrize("data", [b"", PLAIN, b"<p>%41 &amp; \\u0041</p>", b"&#62;", b"%3"])
def test_data_without_such_escapes_is_the_same_object(data: bytes) -> None:
    assert unescape(data) is data


def test_other_escapes_stay() -> None:
    assert unescape(b"%3D%41&#62;\\u0041") == b"=%41&#62;\\u0041"
