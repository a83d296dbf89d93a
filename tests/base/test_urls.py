"""URLs: safe ones, equivalent ones, and their domains."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.base.urls import (
    MAX_URL_LENGTH,
    ascii_host,
    canonical_url,
    clean_url,
    domain_of_url,
    is_placeholder,
)

UGLY = st.text(st.sampled_from("htps:/.?#&=%@[]\\ \t\n\"'<>ab0Zé\u200b\ud800\u3002ß-_"), max_size=40)
NEAR = st.builds(
    lambda head, tail: head + tail, st.sampled_from(["http://", "HTTPS://", "//", " https://a"]), UGLY
)


@pytest.mark.parametrize(
    ("found", "printed"),
    [
        ("https://a.example/x?a=1&b=2#top", "https://a.example/x?a=1&b=2#top"),
        ("https://a.example", "https://a.example"),
        ("  https://a.example/x \n", "https://a.example/x"),
        ("https://a.example/x\n/y\t", "https://a.example/x/y"),
        ("HTTPS://A.Example/X", "https://a.example/X"),
        ("//cdn.example/p.png", "https://cdn.example/p.png"),
        ("https://a.example//double//path", "https://a.example//double//path"),
        ("https://a.example/a b\"c'd<e>f", "https://a.example/a%20b%22c%27d%3Ce%3Ef"),
        ("https://a.example/100%/%41", "https://a.example/100%25/%41"),
        ("https://a.example/é", "https://a.example/%C3%A9"),
        ("https://a.example/\\x", "https://a.example/%5Cx"),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://例え。example/", "https://xn--r8jz45g.example/"),
        ("https://a.example:8080/", "https://a.example:8080/"),
        ("https://a.example:/", "https://a.example/"),
        ("http://localhost:8000/x", "http://localhost:8000/x"),
        ("\ufeffhttps://a.example/", "https://a.example/"),
        ("https://a.example/\ud800", "https://a.example/%3F"),
    ],
)
def test_urls_become_safe_to_print(found: str, printed: str) -> None:
    assert clean_url(found) == printed


@pytest.mark.parametrize(
    "found",
    [
        "",
        " ",
        "a.example/x",
        "/x",
        "javascript:alert(1)",
        "JaVa\nScript:alert(1)",
        " java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://a.example/",
        "https:a.example",
        "https:/a.example",
        "https:\\\\a.example",
        "https://",
        "https:///x",
        "https://user:pass@a.example/",
        "https://user@a.example/",
        "https://a.example\\@b.example/",
        "https://a.example:99999/",
        "https://a.example:0/",
        "https://a.example:80x/",
        "https://a.example:+80/",
        "https://a b.example/",
        "https://a<b>.example/",
        "https://a%2eexample/",
        "https://a..example/",
        "https://\u2100.example/",
        "https://a\u2044b.example/",
        "https://" + "a" * 64 + ".example/",
        "https://a.example/" + "x" * MAX_URL_LENGTH,
        "mailto:a@b.example",
    ],
)
def test_other_text_is_rejected(found: str) -> None:
    assert clean_url(found) is None


@pytest.mark.parametrize(
    ("found", "printed"),
    [
        ("mailto:a.b@c.example", "mailto:a.b@c.example"),
        ("MAILTO:a@c.example?subject=x%0Abcc:d@e.example", "mailto:a@c.example"),
        ("mailto:a@b@c.example", None),
        ("mailto:<a>@c.example", None),
        ("https://a.example/", "https://a.example/"),
        ("javascript:x@c.example", None),
    ],
)
def test_mailto_is_accepted_on_request(found: str, printed: str | None) -> None:
    assert clean_url(found, mail=True) == printed


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ("https://A.example/x", "https://a.example/x"),
        ("https://a.example", "https://a.example/"),
        ("https://a.example:443/x", "https://a.example/x"),
        ("http://a.example:80", "http://a.example/"),
        ("https://a.example/x#part", "https://a.example/x"),
        ("https://a.example/x?utm_source=n&UTM_Medium=m", "https://a.example/x"),
        ("https://a.example/x?at_bbc_team=editorial&id=1", "https://a.example/x?id=1"),
        ("https://a.example/x?source=RSS&ref=rss_home&rss=feed", "https://a.example/x"),
        ("https://a.example/x?fbclid=1&v=2&gclid=3", "https://a.example/x?v=2"),
        (" https://a.example/x ", "https://a.example/x"),
    ],
)
def test_equivalent_urls_have_the_same_canonical_url(one: str, same: str) -> None:
    assert canonical_url(one) == canonical_url(same) == same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://youtube.example/watch?v=a", "https://youtube.example/watch?v=b"),
        ("https://a.example/?id=1&p=2", "https://a.example/?p=2&id=1"),
        ("https://a.example/X", "https://a.example/x"),
        ("https://a.example/x", "https://a.example/x/"),
        ("https://a.example:80/", "https://a.example/"),
        ("https://a.example/?ref=a", "https://a.example/"),
        ("http://a.example/", "https://a.example/"),
    ],
)
def test_different_urls_have_different_canonical_urls(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@given(NEAR | UGLY)
@example("http://x:80:80")
@example("http://x/ ?utm_a=1")
@example("http://x/#a#b")
def test_canonical_is_idempotent(text: str) -> None:
    assert canonical_url(canonical_url(text)) == canonical_url(text)


@given(NEAR | UGLY)
@example("//a.example/%")
def test_a_clean_url_is_safe_and_stays_the_same(text: str) -> None:
    address = clean_url(text)
    if address is not None:
        assert clean_url(address) == address
        assert re.fullmatch(r"https?://[a-z0-9_.:-]+([/?#][!$&()*+,\-./0-9:;=?@A-Z\[\]_a-z~%#]*)?", address)


@pytest.mark.parametrize(
    ("url", "owner"),
    [
        ("https://www.BBC.co.uk/x", "bbc.co.uk"),
        ("https://user:p@a.example:80/x", "a.example"),
        ("//a.example", "a.example"),
        ("https://a.example./", "a.example"),
        ("a.example/x", ""),
        ("", ""),
        ("mailto:a@b.example", ""),
    ],
)
def test_the_domain_is_the_host_without_www(url: str, owner: str) -> None:
    assert domain_of_url(url) == owner


@pytest.mark.parametrize(
    "text", ["", ".", "a b", "a/b", "a@b", "ex!mple.org", "a:80", "é\u200d.example", "x" * 254]
)
def test_an_invalid_host_name_is_rejected(text: str) -> None:
    assert ascii_host(text) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://localhost:8000/", True),
        ("http://127.0.0.1/", True),
        ("http://[::1]:80/", True),
        ("http://0.0.0.0/", True),
        ("http://a.localhost/", True),
        ("https://example.org/x/", True),
        ("https://www.example.com/", True),
        ("https://radar.invalid/", True),
        ("https://radar.example/", False),
        ("https://ada.github.io/", False),
        ("https://notexample.org/", False),
        ("https://10.0.0.5/", False),
        ("", False),
    ],
)
def test_a_placeholder_is_an_address_that_readers_cannot_reach(url: str, expected: bool) -> None:
    assert is_placeholder(url) is expected
