"""Build reports: the names in JSON, and the report of an unchanged site."""

import msgspec
import pytest

from generator.model.report import BuildReport, Counts, SearchReport
from generator.model.trace import OutputAction


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (SearchReport("made", 5, 1.5), SearchReport("kept", 5)),
        (SearchReport("kept", 5), SearchReport("kept", 5)),
        (SearchReport("postponed", 5), SearchReport("postponed", 5)),
        (SearchReport("too large", 9), SearchReport("too large", 9)),
    ],
)
def test_a_following_build_without_changes_keeps_the_index(before: SearchReport, after: SearchReport) -> None:
    assert before.settled() == after == after.settled()


def test_actions_have_their_public_name_in_json() -> None:
    action = OutputAction("feed.rss", "write", "new", 1)
    report = BuildReport("content", "output", "https://a.example/", Counts(), (), (), actions=(action,))
    document = msgspec.to_builtins(report)
    assert "actions" not in document
    assert [each["path"] for each in document["verdicts"]] == ["feed.rss"]
