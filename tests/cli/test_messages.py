"""What the commands say to people: where it goes, how much of it, and how it ends."""

from collections.abc import Callable

import pytest

from generator.cli.error_handler import run
from tests.support.site_kit import Site, article

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Run a command beside the content of a site; return its exit code, what it said, and what it complained of."""
    monkeypatch.chdir(site.folder)

    def command(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        out, err = capsys.readouterr()
        return code, out, err

    return command


@pytest.fixture(autouse=True)
def faulty_content(site: Site) -> None:
    """Records with one fault of every severity."""
    site.record("_news/a.md", article("a", quality="good", topics="Clocks"))
    site.record("_news/b.md", {"Title": "B"})


def test_problems_have_paths_relative_to_the_current_folder(say: Say) -> None:
    for command in ("build", "check"):
        _, out, err = say(command)
        told = out + err
        assert "error: content/_news/b.md:2: title: expected a title" in told
        assert (
            "warning: content/_news/a.md:11: quality: expected a whole number, found 'good': ignored" in told
        )
        assert "Rename the field Title to title." in told


def test_repairs_are_counted_by_a_build_and_shown_when_asked_for(say: Say) -> None:
    counted, shown = "repaired: 1 file, in memory only", "repaired: content/_news/a.md:10: topics: "
    assert counted in say("build")[2]
    assert shown not in say("build")[2]
    assert shown in say("build", "-v")[2]
    assert shown in say("check")[1]
    assert "repaired" not in say("build", "-q")[2]


def test_strict_and_quiet_still_say_how_many_problems_there_are(say: Say) -> None:
    code, out, err = say("build", "--strict", "-q")
    assert (code, out) == (1, "")
    assert "Failed (--strict): 1 error, 1 warning." in err
    assert "warning:" not in err


@pytest.mark.parametrize(("word", "hint"), [("bild", " Did you mean 'build'?"), ("zzz", "")])
def test_a_command_that_is_not_there_brings_the_nearest(say: Say, word: str, hint: str) -> None:
    assert say(word)[2].splitlines()[-1] == f"Error: No such command '{word}'.{hint}"


def test_quiet_and_verbose_exclude_each_other(say: Say, site: Site) -> None:
    code, _, err = say("build", "-q", "-v")
    assert code == 1
    assert "Use either -q or -v, not both." in err
    assert not site.output.exists()


def test_a_dry_run_says_what_it_would_do(say: Say) -> None:
    assert "\nWould write " in say("build", "--dry-run")[1]
    say("build")
    out = say("build", "--dry-run")[1]
    assert out.startswith("keep    ")
    assert "other" not in out.splitlines()[0]
    out = say("build", "--full", "--dry-run")[1]
    assert "render  index.html  (asked for)" in out
    assert "\nWould render " in out
    assert "keep" not in out


def test_a_template_that_no_page_uses_is_a_warning(say: Say, site: Site) -> None:
    own = site.folder / "own" / "pages"
    own.mkdir(parents=True)
    (own / "hom.html").write_text("x", "utf-8")
    code, _, err = say("build", "--templates", "own")
    assert code == 0
    assert "warning: own/pages/hom.html: no page uses this file\n    Did you mean pages/home.html?" in err
    assert "hom.html" not in say("build", "--templates", "own", "-q")[2]


def test_a_name_of_an_earlier_version_in_a_template_is_a_warning(say: Say, site: Site) -> None:
    own = site.folder / "own" / "pages"
    own.mkdir(parents=True)
    (own / "item.html").write_text('{% extends "base.html" %}\n{% block told %}{% endblock %}', "utf-8")
    code, _, err = say("build", "--templates", "own")
    assert code == 0
    assert (
        "warning: own/pages/item.html:2: block told: this name is deprecated\n    Write head_meta instead."
        in err
    )


def test_a_block_that_fills_nothing_is_a_warning(say: Say, site: Site) -> None:
    (site.folder / "own").mkdir()
    template = '{% extends "shipped/base.html" %}\n{% block head_xtra %}x{% endblock %}'
    (site.folder / "own" / "base.html").write_text(template, "utf-8")
    code, _, err = say("build", "--templates", "own")
    assert code == 0
    message = "warning: own/base.html:2: no template that it extends has a block 'head_xtra'"
    assert f"{message}\n    Did you mean head_extra?" in err


def test_a_partial_that_asks_for_its_page_is_told_what_it_sees(say: Say, site: Site) -> None:
    own = site.folder / "own" / "partials"
    own.mkdir(parents=True)
    (own / "footer.html").write_text("{{ page.nope }}", "utf-8")
    code, _, err = say("build", "--templates", "own")
    assert code == 1
    assert "own/partials/footer.html:1: 'page' is undefined" in err
    assert "A partial rendered by fragment() sees only 'site' and its arguments" in err
