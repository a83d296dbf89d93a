"""robots.txt: what it forbids is not asked; one that cannot be read forbids everything."""

import asyncio
from typing import Any

import httpx
import pytest

from generator.ingest.polling.robots import RobotsRules
from generator.net.errors import RequestFailure

AGENT = "Broadsheet/1.0 (+https://you.example/)"
TEXT = b"User-agent: *\nDisallow: /private\n\nUser-agent: broadsheet\nDisallow: /ours\nAllow: /ours/open"


class Client:
    """Answers every request with one response, and counts."""

    def __init__(self, status: int, body: bytes = b"") -> None:
        self.status, self.body, self.asked = status, body, list[str]()

    async def request(self, url: str, receive: Any) -> Any:
        self.asked.append(url)
        if not self.status:
            return RequestFailure("failed")
        return await receive(httpx.Response(self.status, stream=httpx.ByteStream(self.body)), None)


def objections(client: Client, *paths: str) -> list[str]:
    async def ask() -> list[str]:
        rules = RobotsRules(AGENT)
        return [await rules.find_objection(client, f"https://a.example{path}") for path in paths]  # type: ignore[arg-type]

    return asyncio.run(ask())


def test_the_rules_for_our_user_agent_apply_and_are_requested_once() -> None:
    client = Client(200, TEXT)
    assert objections(client, "/ours/x", "/ours/open", "/private") == ["forbidden", "", ""]
    assert client.asked == ["https://a.example/robots.txt"]


@pytest.mark.parametrize(
    ("status", "expected"),
    [(404, ""), (403, ""), (429, "unreadable"), (500, "unreadable"), (0, "unreadable")],
)
def test_a_missing_file_allows_and_a_failing_host_forbids(status: int, expected: str) -> None:
    assert objections(Client(status), "/x") == [expected]
