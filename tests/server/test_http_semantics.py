"""What a host answers for a file: conditions and ranges."""

import pytest

from generator.server.http_semantics import HttpReply, choose_reply

TAG = '"5-a"'
SIZE = 10


def asked(**headers: str) -> HttpReply:
    return choose_reply(
        {name.replace("_", "-"): value for name, value in headers.items()}, "text/css", TAG, SIZE
    )


def test_a_file_is_sent_whole() -> None:
    said = asked()
    assert (said.status, said.start, said.length) == (200, 0, SIZE)
    assert said.headers["content-type"] == "text/css"
    assert said.headers["content-length"] == "10"
    assert said.headers["etag"] == TAG


@pytest.mark.parametrize("tags", [TAG, f"W/{TAG}", f'"x", {TAG}', f'"x",W/{TAG} , "y"', "*", " * "])
def test_what_the_browser_has_is_not_sent_again(tags: str) -> None:
    said = asked(if_none_match=tags, range="bytes=0-1")
    assert (said.status, said.length) == (304, 0)
    assert "content-length" not in said.headers


@pytest.mark.parametrize("tags", ['"5-b"', "5-a", "", '"x", "y"', '"5-a'])
def test_what_it_has_not_is(tags: str) -> None:
    assert asked(if_none_match=tags).status == 200


@pytest.mark.parametrize(
    ("given", "start", "length"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-9", 0, 10),
        ("bytes=2-", 2, 8),
        ("bytes=2-99", 2, 8),
        ("bytes=-3", 7, 3),
        ("bytes=-99", 0, 10),
        ("bytes=9-9", 9, 1),
    ],
)
def test_a_range_is_sent_alone(given: str, start: int, length: int) -> None:
    said = asked(range=given)
    assert (said.status, said.start, said.length) == (206, start, length)
    assert said.headers["content-range"] == f"bytes {start}-{start + length - 1}/{SIZE}"
    assert said.headers["content-length"] == str(length)


@pytest.mark.parametrize("given", ["bytes=10-", "bytes=10-12", "bytes=-0", f"bytes={10**17}-"])
def test_a_range_that_cannot_be_had_is_told(given: str) -> None:
    said = asked(range=given)
    assert (said.status, said.length) == (416, 0)
    assert said.headers["content-range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize(
    "given",
    [
        "bytes=5-2",
        "bytes=-",
        "bytes=a-b",
        "lines=1-2",
        "bytes=0-1,3-4",
        "bytes=0-1-2",
        f"bytes={'9' * 50}-",
        "0-1",
    ],
)
def test_a_range_that_is_none_gets_the_whole(given: str) -> None:
    assert asked(range=given).status == 200


def test_a_range_of_another_version_gets_the_whole() -> None:
    assert asked(range="bytes=0-1", if_range=TAG).status == 206
    assert asked(range="bytes=0-1", if_range='"other"').status == 200
    assert asked(range="bytes=0-1", if_range=f"W/{TAG}").status == 200


def test_of_nothing_no_range_can_be_had() -> None:
    assert choose_reply({"range": "bytes=0-"}, "text/css", TAG, 0).status == 416
    assert choose_reply({"range": "bytes=-5"}, "text/css", TAG, 0).status == 416
    assert choose_reply({}, "text/css", TAG, 0).status == 200
