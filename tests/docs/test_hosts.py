"""The recipes for hosts do what ``docs/hosts.md`` says: with a real nginx, rsync, AWS command line and Node.js, as far
as they are installed."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from generator.model.media_types import media_type
from tests.docs.store import Store
from tests.docs.walkthrough import blocks
from tests.support.site_kit import ROOT, Site, tree_of

BLOCKS = blocks((ROOT / "docs" / "hosts.md").read_text("utf-8"))
NAMED = {block.path: block.text for block in BLOCKS if block.path}
SCRIPTS = [block.text for block in BLOCKS if block.language == "sh" and not block.path]

FOREVER = "public, max-age=31536000, immutable"


def needs(program: str, why: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed: {why}")


@pytest.fixture
def built(small_site: Site) -> Site:
    small_site.build(overrides={"site": {"base_url": "https://river.example/"}, "search": {"enabled": True}})
    return small_site


def is_kept_for_ever(path: str) -> bool:
    return path.startswith(("pictures/", "static/")) or bool(
        re.match(r"search/pagefind/[^/]+/(fragment|index|filter)/", path)
    )


def test_what_is_kept_for_ever_has_a_digest_in_its_name(built: Site) -> None:
    kept = [path for path in built.tree() if is_kept_for_ever(path)]
    assert {path.split("/")[0] for path in kept} == {"pictures", "static", "search"}
    for path in kept:
        assert re.search(r"[-._][0-9a-f]{7,12}[-.]", path), path


# nginx


@pytest.fixture
def nginx(built: Site, tmp_path: Path) -> Iterator[int]:
    """Serve a site as the recipe says; the port."""
    with serving(built, tmp_path, NAMED["river.conf"], built.output) as port:
        yield port


@contextmanager
def serving(built: Site, tmp_path: Path, recipe: str, root: Path) -> Iterator[int]:
    (built.output / "feeds" / "index.html.gz").write_bytes(b"packed before")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    recipe = re.sub(r"listen 80;\n\s*listen \[::\]:80;", f"listen 127.0.0.1:{port};", recipe).replace(
        "/srv/www/river", str(root)
    )
    user = "user root;\n" if os.getuid() == 0 else ""
    places = "".join(
        f"{name}_temp_path {tmp_path}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (tmp_path / "nginx.conf").write_text(
        f"{user}daemon off;\nmaster_process off;\npid {tmp_path}/pid;\nerror_log {tmp_path}/errors;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{places}{recipe}\n}}\n",
        "utf-8",
    )
    server = subprocess.Popen(
        ["nginx", "-p", str(tmp_path), "-e", str(tmp_path / "errors"), "-c", str(tmp_path / "nginx.conf")]
    )
    try:
        wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(10)


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert server.poll() is None, "nginx refuses the recipe"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except ConnectionRefusedError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError("nginx does not answer")


def asked(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers={"Host": "river.example", **headers})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


@needs("nginx", "its recipe was not tried")
def test_nginx_serves_a_site_as_broadsheet_does(built: Site, nginx: int) -> None:
    for path, data in built.tree().items():
        if path.endswith(".gz") or path == ".nojekyll":
            continue
        status, headers, body = asked(nginx, f"/{path.removesuffix('index.html')}")
        if path == "404.html":
            assert status == 404
            continue
        assert (status, body) == (200, data), path
        assert headers["content-type"] == media_type(path), path
        kept = FOREVER if is_kept_for_ever(path) else "public, max-age=300"
        assert headers["cache-control"] == kept, path


@needs("nginx", "its recipe was not tried")
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing/here/", 404),
        ("/pictures/", 404),
        ("/.broadsheet/manifest", 404),
        ("/.nojekyll", 404),
        ("/feeds/../.broadsheet/manifest", 404),
        ("/%2e%2e/nginx.conf", 400),
        ("/feeds", 301),
    ],
)
def test_nginx_answers_what_is_no_page(built: Site, nginx: int, path: str, status: int) -> None:
    found, headers, body = asked(nginx, path)
    assert found == status
    if status == 404:
        assert body == (built.output / "404.html").read_bytes()
        assert "cache-control" not in headers
    if status == 301:
        assert headers["location"] == f"{path}/"


@needs("nginx", "its recipe was not tried")
def test_nginx_serves_a_site_below_a_path(small_site: Site, tmp_path: Path) -> None:
    small_site.output = tmp_path / "www" / "radar"
    small_site.build(overrides={"site": {"base_url": "https://river.example/radar/"}})
    recipe = NAMED["river.conf"].replace("/404.html", "/radar/404.html").replace("~^/", "~^/radar/")
    with serving(small_site, tmp_path, recipe, tmp_path / "www") as port:
        assert asked(port, "/radar/")[2] == (small_site.output / "index.html").read_bytes()
        status, _, body = asked(port, "/radar/none/")
        assert (status, body) == (404, (small_site.output / "404.html").read_bytes())
        assert asked(port, "/radar/.broadsheet/manifest")[0] == 404
        style = next(path for path in small_site.tree() if path.startswith("static/style"))
        assert asked(port, f"/radar/{style}")[1]["cache-control"] == FOREVER


@needs("nginx", "its recipe was not tried")
def test_nginx_packs_texts_and_sends_what_was_packed_before(nginx: int) -> None:
    status, headers, _ = asked(nginx, "/", **{"Accept-Encoding": "gzip"})
    assert (status, headers["content-encoding"], headers["vary"]) == (200, "gzip", "Accept-Encoding")
    assert asked(nginx, "/feeds/", **{"Accept-Encoding": "gzip"})[2] == b"packed before"
    assert "content-encoding" not in asked(nginx, "/")[1]


# Copies


def script(number: int, folder: Path) -> None:
    subprocess.run(["sh", "-eu", "-c", SCRIPTS[number]], cwd=folder, check=True, timeout=60)


@needs("rsync", "its recipes were not tried")
def test_a_packed_copy_is_renewed_with_the_site(built: Site) -> None:
    for title in ("Renewed", "Renewed again"):
        script(0, built.folder)
        packed = built.folder / "packed"
        assert not (packed / ".broadsheet").exists()
        assert tree_of(packed).keys() - built.tree().keys() >= {"index.html.gz", "feed.rss.gz"}
        unpacked = subprocess.run(
            ["gzip", "-dc", str(packed / "index.html.gz")], capture_output=True, check=True
        ).stdout
        assert unpacked == (built.output / "index.html").read_bytes()
        built.build(overrides={"site": {"title": title}})


@needs("rsync", "its recipes were not tried")
def test_rsync_copies_all_and_removes_what_is_gone(built: Site) -> None:
    target = built.folder / "there"
    target.mkdir()
    (target / "old.html").write_text("old", "utf-8")
    command = SCRIPTS[1].replace("you@river.example:/srv/www/river/", f"{target}/")
    subprocess.run(["sh", "-eu", "-c", command], cwd=built.folder, check=True, timeout=60)
    assert tree_of(target) == built.tree()
    assert not (target / ".broadsheet").exists()


# Netlify, Cloudflare


def test_netlify_is_told_to_build_what_it_publishes(tmp_path: Path) -> None:
    told = tomllib.loads(NAMED["netlify.toml"])
    assert told["build"]["publish"] == "output"
    assert {rule["for"]: rule["values"]["Cache-Control"] for rule in told["headers"]} == {
        "/pictures/*": FOREVER,
        "/static/*": FOREVER,
    }
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, says in {"pip": "", "broadsheet": f'exec "{sys.executable}" -m generator "$@"'}.items():
        (programs / name).write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}"; export PYTHONPATH\n{says}\n', "utf-8")
        (programs / name).chmod(0o755)
    shutil.copytree(ROOT / "generator" / "starter" / "content", tmp_path / "content")
    site = {"BROADSHEET": "broadsheet", "URL": "https://river.example"}
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", told["build"]["command"]],
        cwd=tmp_path,
        env={**os.environ, **site, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "of https://river.example/: 0 errors" in done.stdout


def test_a_file_for_cloudflare_stays_in_the_output(built: Site) -> None:
    assert re.findall(r"^(/\S+)\n  (.+)$", NAMED["_headers"], re.MULTILINE) == [
        ("/pictures/*", f"Cache-Control: {FOREVER}"),
        ("/static/*", f"Cache-Control: {FOREVER}"),
    ]
    (built.output / "_headers").write_text(NAMED["_headers"], "utf-8")
    built.record("another.md", {"title": "Another"})
    built.build()
    assert (built.output / "_headers").read_text("utf-8") == NAMED["_headers"]


# S3 and CloudFront


@needs("aws", "the recipe for S3 was not tried")
@pytest.mark.slow
def test_each_file_reaches_s3_once_with_its_headers(built: Site) -> None:
    with Store() as store:
        store.keep("topics/old/index.html", 3)
        store.keep("static/style.00000000.css", 3)
        publish(built, store)
        tree = built.tree()
        assert store.files.keys() == tree.keys()
        for path in tree:
            (sent,) = [each for each in store.sent if each.path == path]
            kept = path.startswith(("pictures/", "static/"))
            assert sent.headers["cache-control"] == (FOREVER if kept else "public, max-age=300"), path
            if path.endswith((".html", ".rss", ".atom", ".opml")):
                assert sent.headers["content-type"] == media_type(path)
        order = [each.path.split("/")[0] for each in store.sent]
        assert set(order[: order.count("static") + order.count("pictures")]) == {"static", "pictures"}
        assert store.removed[-1] == "static/style.00000000.css"


def publish(site: Site, store: Store) -> None:
    done = subprocess.run(
        ["sh", "-c", NAMED["publish.sh"]],
        cwd=site.folder,
        env={**os.environ, **store.environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@needs("node", "the function for CloudFront was not tried")
@pytest.mark.parametrize(
    ("uri", "answer"),
    [
        ("/", "/index.html"),
        ("/topics/birds/", "/topics/birds/index.html"),
        ("/topics/birds", "301 /topics/birds/"),
        ("/feed.rss", "/feed.rss"),
        ("/providers/river.example/", "/providers/river.example/index.html"),
    ],
)
def test_the_function_for_cloudfront_finds_folders(uri: str, answer: str) -> None:
    code = (
        f"{NAMED['folders.js']}\nvar found = handler({{request: {{uri: {uri!r}}}}});\n"
        "console.log(found.uri || found.statusCode + ' ' + found.headers.location.value);"
    )
    done = subprocess.run(["node", "-e", code], capture_output=True, text=True, check=True, timeout=30)
    assert done.stdout.strip() == answer
