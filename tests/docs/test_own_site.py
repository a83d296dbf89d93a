"""``docs/own-site.md``: a site of one's own, made as it says, and published by the steps of the shipped workflow."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html

from generator.commands.new import create_site
from tests.acceptance.test_workflows import install_commands, step, steps_of
from tests.docs.walkthrough import blocks, commands, with_settings
from tests.support.site_kit import ROOT, everything_under

DOCUMENT = ROOT / "docs" / "own-site.md"
BLOCKS = blocks(DOCUMENT.read_text("utf-8"))
FONT = b"wOF2" + b"\0" * 60
BUILD_STEPS = ("Addresses", "Records", "Build", "Check", "Changes", "Site")
ARTICLE = "2026/01/05/one-record-is-one-file/index.html"

pytestmark = pytest.mark.skipif(
    None in map(shutil.which, ("bash", "git", "awk")),
    reason="bash, git or awk is not installed: runners have them",
)


def git(*arguments: str, cwd: Path) -> str:
    identity = {
        f"GIT_{role}_{part}": "a@a.example" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")
    }
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **identity}
    done = subprocess.run(
        ["git", *arguments], cwd=cwd, env={**os.environ, **own}, capture_output=True, text=True, check=True
    )
    return done.stdout


def write_site(folder: Path) -> None:
    """Do what the document says."""
    create_site(folder)
    for block in BLOCKS:
        if block.language == "toml":
            file = folder / "content/site.toml"
            file.write_text(with_settings(file.read_text("utf-8"), block.text), "utf-8")
        elif block.path:
            (folder / block.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.path).write_text(block.text, "utf-8")
    font = folder / "templates/static/fonts/own.woff2"
    font.parent.mkdir(parents=True)
    font.write_bytes(FONT)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Push the site to a bare repository, check it out as a runner does, run the steps, and publish on a branch."""
    folder = tmp_path_factory.mktemp("own")
    origin = folder / "origin.git"
    write_site(folder / "mine")
    git("init", "--quiet", "--bare", "--initial-branch", "main", str(origin), cwd=folder)
    git("init", "--quiet", "--initial-branch", "main", cwd=folder / "mine")
    git("add", ".", cwd=folder / "mine")
    git("commit", "--quiet", "-m", "Begin", cwd=folder / "mine")
    git("push", "--quiet", str(origin), "main", cwd=folder / "mine")
    git("clone", "--quiet", "--depth", "1", origin.as_uri(), "site", cwd=folder)
    install_commands(folder / "bin")
    (folder / "temp").mkdir()
    steps = steps_of("build")
    for name in BUILD_STEPS:
        done = step(
            steps[name], folder, RUNNER_TEMP=str(folder / "temp"), BASE_URL="https://funkloch.example"
        )
        assert done.returncode == 0, f"{name}: {done.stdout}{done.stderr}"
        assert "warning" not in done.stderr.lower(), f"{name}: {done.stderr}"
        assert "::warning" not in done.stdout, f"{name}: {done.stdout}"
    pages = folder / "temp" / "site"
    git("init", "--quiet", "--initial-branch", "gh-pages", cwd=pages)
    git("add", "--all", "--force", ".", cwd=pages)
    git("commit", "--quiet", "-m", "Publish", cwd=pages)
    git("push", "--quiet", str(origin), "gh-pages", cwd=pages)
    git("clone", "--quiet", "--branch", "gh-pages", str(origin), "public", cwd=folder)
    return folder / "public"


def page(published: Path, path: str) -> html.HtmlElement:
    return html.fromstring((published / path).read_bytes())


def test_the_templates_are_short() -> None:
    templates = [block for block in BLOCKS if block.language == "jinja"]
    lines = sum(len(block.lines) for block in templates)
    assert len(templates) == 2
    assert lines <= 40
    (said,) = re.findall(r"(\d+) lines of templates", DOCUMENT.read_text("utf-8"))
    assert int(said) == lines


def test_commands_of_the_document_are_commands() -> None:
    found = [each.text for block in BLOCKS if block.language == "console" for each in commands(block)]
    assert found == ["broadsheet new .", "broadsheet build", "broadsheet check --output output"]


def test_everything_is_published(published: Path) -> None:
    files = everything_under(published)
    assert {"CNAME", "about/index.html", "impressum/index.html", "newsletter/index.html", ARTICLE} <= files
    assert (published / "CNAME").read_text() == "funkloch.example\n"
    assert (published / ".nojekyll").exists()
    assert not [path for path in files if path.startswith(".broadsheet")]


@pytest.mark.parametrize("path", ["index.html", ARTICLE, "impressum/index.html", "topics/index.html"])
def test_every_page_is_german_has_the_domain_and_the_analytics(published: Path, path: str) -> None:
    root = page(published, path)
    assert root.get("lang") == "de"
    assert str(root.xpath("string(//link[@rel='canonical']/@href)")).startswith("https://funkloch.example/")
    (script,) = root.xpath("//head/script[@src='https://stats.example/count.js']")
    assert script.get("data-site") == "https://funkloch.example"
    assert root.xpath("//footer//a[@href='/impressum/']/text()") == ["Impressum"]
    assert {"Über uns", "Newsletter"} <= set(root.xpath("//nav//a/text()"))


def test_the_logo_is_wide_and_the_title_is_for_screen_readers(published: Path) -> None:
    (logo,) = page(published, "index.html").xpath("//header//img[@class='logo']")
    assert (logo.get("width"), logo.get("height")) == ("160", "32")
    for url in (logo.get("src"), logo.get("srcset").split()[0]):
        assert (published / url.lstrip("/")).read_bytes().startswith(b"RIFF")
    assert (
        page(published, "index.html").xpath("string(//header//a/span[@class='visually-hidden'])")
        == "Funkloch"
    )


def test_the_font_is_found_from_the_style_sheet(published: Path) -> None:
    (style,) = (published / "static").glob("own.*.css")
    (url,) = re.findall(r'url\("([^"]+)"\)', style.read_text("utf-8"))
    assert (published / "static" / url).read_bytes() == FONT
    (preload,) = page(published, "index.html").xpath("//link[@rel='preload']/@href")
    assert preload == f"/static/{url}"


def test_comments_are_below_articles_and_the_form_is_on_its_page(published: Path) -> None:
    (comments,) = page(published, ARTICLE).xpath(
        "//article/following-sibling::section[@class='comments']/script"
    )
    assert comments.get("src") == "https://giscus.app/client.js"
    assert comments.get("data-repo") == "you/funkloch"
    assert comments.get("data-lang") == "de"
    assert not page(published, "impressum/index.html").xpath("//section[@class='comments']")
    (form,) = page(published, "newsletter/index.html").xpath("//main//form")
    assert form.get("action") == "https://letters.example/join"


def test_the_policy_allows_what_the_site_needs_and_nothing_else(published: Path) -> None:
    policy = str(
        page(published, ARTICLE).xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    )
    sites = set(re.findall(r"https://[\w.-]+", policy))
    assert sites == {"https://stats.example", "https://giscus.app", "https://letters.example"}
    assert "font-src 'self'" in policy
