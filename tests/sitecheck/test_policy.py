"""What the policy of a page blocks on this page."""

import pytest

from generator.sitecheck.markup import MarkupReader
from generator.sitecheck.policy import blocked_urls

PAGE = "https://radar.example/a/"


def blocked(policy: str, body: str, canonical: str = PAGE) -> list[tuple[str, str]]:
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    markup = MarkupReader().read(html.encode())
    return list(blocked_urls(markup.policy, markup.requests, canonical))


@pytest.mark.parametrize(
    ("source", "url", "allowed"),
    [
        ("'self'", "/x.js", True),
        ("'self'", "https://radar.example/x.js", True),
        ("'self'", "http://radar.example/x.js", False),
        ("'self'", "https://other.example/x.js", False),
        ("'none'", "/x.js", False),
        ("https://other.example", "https://other.example/x.js", True),
        ("https://other.example", "//other.example/x.js", True),
        ("https://other.example", "http://other.example/x.js", False),
        ("https://other.example", "https://a.other.example/x.js", False),
        ("https://*.other.example", "https://a.other.example/x.js", True),
        ("https://*.other.example", "https://other.example/x.js", False),
        ("https://*.other.example", "https://evil-other.example/x.js", False),
        ("https://other.example/js/", "https://other.example/js/x.js", True),
        ("https://other.example/js/", "https://other.example/x.js", False),
        ("https://other.example/x.js", "https://other.example/x.js?v=1", True),
        ("https:", "https://other.example/x.js", True),
        ("https:", "data:text/javascript,1", False),
    ],
)
def test_a_source_allows_what_the_standard_says(source: str, url: str, allowed: bool) -> None:
    found = blocked(f"script-src {source}", f'<script src="{url}"></script>')
    assert found == ([] if allowed else [("script-src", url)])


@pytest.mark.parametrize(
    ("body", "directive"),
    [
        ('<iframe src="https://b.example/"></iframe>', "frame-src"),
        ('<img src="https://b.example/">', "img-src"),
        ('<video poster="https://b.example/"></video>', "img-src"),
        ('<audio src="https://b.example/"></audio>', "media-src"),
        ('<link rel="stylesheet" href="https://b.example/">', "style-src"),
    ],
)
def test_the_default_holds_for_directives_that_are_not_named(body: str, directive: str) -> None:
    assert blocked("default-src 'none'", body) == [(directive, "https://b.example/")]


def test_forms_have_no_default() -> None:
    form = '<form action="https://b.example/"></form>'
    assert blocked("default-src 'none'", form) == []
    assert blocked("form-action 'self'", form) == [("form-action", "https://b.example/")]


def test_a_page_without_a_policy_blocks_nothing() -> None:
    assert list(blocked_urls("", [("script", {"src": "https://b.example/"})], PAGE)) == []
    assert blocked("object-src 'none'", '<script src="https://b.example/"></script>') == []
