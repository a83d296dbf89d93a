"""The User-Agent of every request."""

import pytest

from generator.base.user_agent import build_user_agent


@pytest.mark.parametrize(
    ("base_url", "agent"),
    [
        ("https://user.github.io/feed/", "Broadsheet/1.2 (+https://user.github.io/feed/)"),
        ("http://localhost:8000/", "Broadsheet/1.2"),
        ("http://127.0.0.1:8000/", "Broadsheet/1.2"),
        ("http://[::1]:8000/", "Broadsheet/1.2"),
    ],
)
def test_builds_the_user_agent(base_url: str, agent: str) -> None:
    assert build_user_agent("1.2", base_url) == agent
