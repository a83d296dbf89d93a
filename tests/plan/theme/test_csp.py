"""The content security policy says what a page needs, and not a word more."""

import hashlib
from base64 import b64encode
from typing import Any

import pytest

from generator.model.settings import SecuritySettings
from generator.plan.theme.csp import content_security_policy


def rules(**given: Any) -> dict[str, str]:
    lines = content_security_policy(**given).split("; ")
    return {name: value for name, _, value in (line.partition(" ") for line in lines)}


def test_a_plain_page_loads_only_from_its_own_site() -> None:
    assert rules() == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
    }


@pytest.mark.parametrize(
    ("player", "origin"),
    [
        ("https://www.youtube-nocookie.com/embed/x?rel=0", "https://www.youtube-nocookie.com"),
        ("https://player.vimeo.com/video/1#t=3", "https://player.vimeo.com"),
        ("https://host.example:8443/a", "https://host.example:8443"),
    ],
)
def test_a_frame_may_load_only_from_the_host_of_the_video(player: str, origin: str) -> None:
    assert rules(player=player)["frame-src"] == origin
    assert "frame-src" not in rules()


@pytest.mark.parametrize("style", [":root{--accent:#123456}", "a{content:'</style>'}", "ü{}"])
def test_only_the_style_with_the_digest_is_allowed(style: str) -> None:
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert rules(style=style)["style-src"] == f"'self' 'sha256-{digest}'"
    assert "unsafe-inline" not in content_security_policy(style)


def test_only_the_search_may_compile_webassembly() -> None:
    assert rules(search=True)["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert "eval" not in content_security_policy(":root{}", "https://a.example/", True)


def test_external_images_do_not_allow_external_scripts() -> None:
    open_one = rules(external_images=True)
    assert open_one["img-src"] == "'self' https: http:"
    assert {name: value for name, value in open_one.items() if name != "img-src"} == {
        name: value for name, value in rules().items() if name != "img-src"
    }


def test_sites_of_the_owner_are_added_to_what_pages_may_load() -> None:
    others = SecuritySettings(
        script_src=("https://a.example",), frame_src=("https://b.example",), font_src=("https://c.example",)
    )
    policy = content_security_policy(player="https://v.example/1", others=others)
    assert "script-src 'self' https://a.example;" in policy
    assert "frame-src https://v.example https://b.example;" in policy
    assert "font-src 'self' https://c.example" in policy
    assert "font-src" not in content_security_policy()
    assert "font-src 'self'" in content_security_policy(fonts=True)
