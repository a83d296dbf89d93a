"""Where the path of a request leads, whatever it is made of."""

import pytest

from generator.server.routing import RedirectTo, ServedPath, base_path, file_path_of, resolve_path


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://example.org", "/"),
        ("https://example.org/", "/"),
        ("https://user.github.io/repo", "/repo/"),
        ("https://user.github.io/repo/", "/repo/"),
        ("https://example.org/a/b/?x#y", "/a/b/"),
    ],
)
def test_the_base_path_is_that_of_the_base_address(url: str, path: str) -> None:
    assert base_path(url) == path


@pytest.mark.parametrize(
    ("raw", "names", "folder"),
    [
        (b"/", (), True),
        (b"/topics/", ("topics",), True),
        (b"/topics", ("topics",), False),
        (b"/2024/05/01/a%20b/", ("2024", "05", "01", "a b"), True),
        ("/topics/ärzte/".encode(), ("topics", "ärzte"), True),
        (b"/topics/%C3%A4rzte/feed.rss", ("topics", "ärzte", "feed.rss"), False),
        (b"/a%2525b", ("a%25b",), False),
        (b"/%41", ("A",), False),
        (b"/...", ("...",), False),
    ],
)
def test_a_path_is_decoded_once(raw: bytes, names: tuple[str, ...], folder: bool) -> None:
    assert resolve_path(raw, "/") == ServedPath(names, folder)


HOSTILE = [
    b"",
    b"*",
    b"topics/",
    b"http://127.0.0.1/topics/",
    b"//",
    b"//evil.example/",
    b"/topics//",
    b"/topics//x",
    b"/./",
    b"/../",
    b"/..",
    b"/%2e%2e/",
    b"/%2E%2e/etc/passwd",
    b"/.%2e/etc/passwd",
    b"/topics/%2e",
    b"/..%2f..%2fetc%2fpasswd",
    b"/a%2Fb",
    b"/a%5Cb",
    b"/a\\b",
    b"/..%5c..%5cwindows",
    b"/a%00",
    b"/a%00.html",
    b"/a%0d%0aSet-Cookie:%20x",
    b"/%7f",
    b"/%ff",
    b"/%c0%ae%c0%ae/",
    b"/\xff",
    b"/%ed%a0%80",
    b"/" + b"a" * 5000,
]


@pytest.mark.parametrize("raw", HOSTILE, ids=repr)
@pytest.mark.parametrize("base", ["/", "/repo/"])
def test_what_could_lead_astray_leads_nowhere(raw: bytes, base: str) -> None:
    assert resolve_path(raw, base) is None
    assert resolve_path(base.encode() + raw.removeprefix(b"/"), base) is None or raw in (
        b"",
        b"*",
        b"topics/",
    )


def test_the_site_stands_under_its_base_path() -> None:
    assert resolve_path(b"/repo/", "/repo/") == ServedPath((), True)
    assert resolve_path(b"/repo/topics/", "/repo/") == ServedPath(("topics",), True)
    assert resolve_path(b"/r%65po/topics/", "/repo/") == ServedPath(("topics",), True)
    assert resolve_path(b"/topics/", "/repo/") is None
    assert resolve_path(b"/repository/", "/repo/") is None
    assert resolve_path(b"/Repo/", "/repo/") is None


def test_the_root_leads_to_the_site_for_now_and_the_bare_base_path_for_good() -> None:
    assert resolve_path(b"/", "/repo/") == RedirectTo("/repo/", lasting=False)
    assert resolve_path(b"/repo", "/repo/") == RedirectTo("/repo/", lasting=True)


def test_a_path_is_written_as_browsers_ask_for_it() -> None:
    assert file_path_of(("topics", "ä b"), "/repo/") == "/repo/topics/%C3%A4%20b"
    assert file_path_of(("evil.example", "?x#y"), "/") == "/evil.example/%3Fx%23y"


def test_on_windows_drives_streams_and_dropped_ends_lead_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for raw in (
        b"/C:/x",
        b"/index.html::$DATA",
        b"/index.html.",
        b"/.broadsheet%20/manifest",
        b"/.broadsheet./x",
    ):
        with monkeypatch.context() as patch:
            patch.setattr("generator.server.routing.os.name", "nt")
            found = resolve_path(raw, "/")
        assert found is None, raw
