"""Pages are requested as robots.txt allows, one by one."""

from generator.ingest.polling.collector import CollectOptions, request_pages
from tests.support.desk import QUICK
from tests.support.feed_host import feed_host


def test_pages_robots_and_failures() -> None:
    with feed_host() as host:
        host.give("/robots.txt", "User-agent: *\nDisallow: /no")
        host.give("/yes", "<title>Yes</title>", content_type="text/html", x_robots_tag="nosnippet")
        host.give("/gone", "", 410)
        options = CollectOptions("Broadsheet/1", 0, 10.0, [f"127.0.0.1:{host.port}"], QUICK)
        urls = [host.url(path) for path in ("/yes", "/no", "/gone", "/yes")]
        found = request_pages(options, urls)
        assert request_pages(options, []) == {}
        blocked = request_pages(CollectOptions("x", 0, 10.0, (), QUICK), urls[:1])
    assert found[urls[0]].headers == {"content-type": "text/html", "x-robots-tag": "nosnippet"}
    assert found[urls[0]].body == b"<title>Yes</title>"
    assert found[urls[1]].reason == "its robots.txt forbids it"
    assert (found[urls[2]].kind, found[urls[2]].fault) == ("failed", "missing")
    assert [path for path, _ in host.asked] == ["/robots.txt", "/yes", "/gone"]
    assert blocked[urls[0]].fault == "private"
    assert "resolves to this machine" in blocked[urls[0]].reason
