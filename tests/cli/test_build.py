"""``broadsheet build``: what its options do, what it says, and the code it ends with."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.base.progress import Progress
from generator.model.options import BuildOptions
from generator.model.report import BuildReport
from tests.cli.conftest import Called
from tests.support.site_kit import Site, article, everything_under

SNAIL = "_news/2024-05-03-snail-ladder.md"
Call = Callable[..., Called]


def faulty(site: Site) -> None:
    site.write("_news/broken.md", "---\ntitle: [\n---\n")


def test_the_summary_counts_records_and_files(build: Call, small_site: Site) -> None:
    done = build()
    assert done.returncode == 0
    records, pages, pictures, output, look = done.stdout.splitlines()[-5:]
    assert all(each in records for each in ("11", "10 built", "1 left out", "1 withdrawn"))
    assert all(each in pages for each in ("pages", "47 feeds", "4 topics", "6 providers"))
    assert pictures.split() == ["Images", "3", "generated"]
    assert f"{len(small_site.tree())} written" in output
    assert "0 removed" in output
    assert f"{small_site.output}/" in look
    assert "broadsheet serve" in look
    assert " s" in look


def test_a_second_build_says_that_nothing_moved(build: Call) -> None:
    build()
    done = build()
    assert "0 written" in done.stdout
    assert "nothing changed" in done.stdout


def test_quiet_says_nothing_where_all_is_well(build: Call) -> None:
    done = build("--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_quiet_says_errors_all_the_same(build: Call, small_site: Site) -> None:
    faulty(small_site)
    done = build("-q")
    assert done.returncode == 0
    assert done.stdout == ""
    assert "broken.md:" in done.stderr


def test_problems_go_to_the_stream_of_errors_and_stop_nothing(build: Call, small_site: Site) -> None:
    faulty(small_site)
    done = build()
    assert done.returncode == 0
    assert "error: " in done.stderr
    assert "broken.md:" in done.stderr
    assert "error:" not in done.stdout
    assert "1 faulty" in done.stdout


def test_strict_fails_where_there_are_problems_and_publishes(build: Call, small_site: Site) -> None:
    assert build("--strict").returncode == 0, "what was repaired is no reason to fail"
    faulty(small_site)
    done = build("--strict")
    assert done.returncode == 1
    assert "strict" in done.stderr
    assert (small_site.output / "index.html").is_file()


def test_strict_fails_again_while_nothing_moves(build: Call, small_site: Site) -> None:
    faulty(small_site)
    assert [build("--strict").returncode for _ in range(3)] == [1, 1, 1]


def test_verbose_shows_repairs_and_the_time_of_each_stage(build: Call) -> None:
    done = build("-v")
    assert "ladder-song.txt" in done.stderr
    for stage in ("read", "organise", "plan", "render", "publish"):
        assert f"\n{stage}" in f"\n{done.stdout}"


def test_profile_shows_the_time_of_each_stage(build: Call) -> None:
    lines = build("--profile").stdout.splitlines()
    timed = [line.split()[0] for line in lines if line.endswith(" s") and not line.startswith("Done")]
    after = ["plan", "decide", "render", "publish", "remember"]
    assert timed == ["look", "read", "organise", "fetch", "make", *after]
    lines = build("--profile", "--full").stdout.splitlines()
    assert not [line for line in lines if line.startswith("make")], "what is made once is not made again"


def test_quiet_and_verbose_exclude_each_other(build: Call) -> None:
    assert build("-q", "-v").returncode == 1


def test_explain_names_verb_path_and_reason(build: Call, small_site: Site) -> None:
    build()
    small_site.edit(SNAIL, "A ladder for snails", "A ladder for slugs")
    lines = build("--explain").stdout.splitlines()
    assert any("write" in line and "slugs/index.html" in line and "(new)" in line for line in lines)
    assert any("remove" in line and "snails/index.html" in line and "(orphaned)" in line for line in lines)
    assert any("topics/ladders/index.html" in line and "(view changed)" in line for line in lines)
    assert not any("404.html" in line for line in lines)


@pytest.mark.parametrize("site_is_there", [False, True])
def test_a_dry_run_touches_nothing_at_all(site_is_there: bool, build: Call, small_site: Site) -> None:
    if site_is_there:
        build()
    small_site.edit(SNAIL, "A ladder for snails", "A ladder for slugs")
    before = stamps(small_site.folder)
    done = build("--dry-run")
    assert done.returncode == 0
    assert "slugs/index.html" in done.stdout
    assert "Would" in done.stdout
    assert stamps(small_site.folder) == before


def stamps(folder: Path) -> dict[str, int]:
    return {path: (folder / path).stat().st_mtime_ns for path in sorted({".", *everything_under(folder)})}


def test_a_dry_run_counts_what_the_build_then_does(build: Call, small_site: Site) -> None:
    build()
    small_site.edit(SNAIL, "It is 4 cm high", "It is 5 cm high")
    report = small_site.folder / "report.json"
    build("--dry-run", "--report", report)
    would = json.loads(report.read_text("utf-8"))["counts"]
    build("--report", report)
    done = json.loads(report.read_text("utf-8"))["counts"]
    assert would == done
    assert done["written"] > 0


def test_the_report_for_machines_holds_the_same(build: Call, small_site: Site) -> None:
    faulty(small_site)
    file = small_site.folder / "deep" / "report.json"
    build("--report", file, "--explain")
    report = json.loads(file.read_text("utf-8"))
    counts = report["counts"]
    assert counts["records"] == 12
    assert counts["items"] == 10
    assert counts["left_out"] == {"faulty": 1, "withdrawn": 1}
    assert counts["written"] == len(small_site.tree()) == len(report["verdicts"])
    assert report["left_out"] == [
        {"path": "_news/2024-05-02-withdrawn.md", "reason": "withdrawn"},
        {"path": "_news/broken.md", "reason": "faulty"},
    ]
    assert {"path", "line", "field", "message", "hint", "severity"} <= report["problems"][0].keys()
    assert {problem["severity"] for problem in report["problems"]} == {"error", "repaired"}
    assert report["verdicts"][0].keys() == {"path", "verb", "reason"}
    assert [stage["name"] for stage in report["stages"]][-1] == "remember"
    assert report["base_url"] == "https://press.example/small/"
    assert report["seconds"] > 0
    assert (report["settled"], report["dry_run"]) == (False, False)


def test_drafts_and_promoted_only_choose_records(build: Call, small_site: Site) -> None:
    small_site.record("_news/draft.md", article("draft", draft=True))
    build()
    draft, snail = "2024/05/01/the-draft/index.html", "2024/05/03/a-ladder-for-snails/index.html"
    assert draft not in small_site.tree()
    assert snail in small_site.tree()
    build("--drafts", "--promoted-only")
    assert draft in small_site.tree()
    assert snail not in small_site.tree()


def test_the_base_url_option_wins_over_the_settings(build: Call, small_site: Site) -> None:
    build("--base-url", "https://other.example/deep/site/")
    assert b'href="/deep/site/topics/"' in small_site.tree()["index.html"]
    assert not [path for path, data in small_site.tree().items() if b"press.example/small" in data]


def test_offline_builds(build: Call) -> None:
    assert build("--offline").returncode == 0


def test_full_renders_anew(build: Call) -> None:
    build()
    done = build("--full", "--explain")
    assert "asked for" in done.stdout


def test_own_templates_go_before_the_shipped_ones(build: Call, small_site: Site) -> None:
    own = small_site.folder / "mine"
    (own / "partials").mkdir(parents=True)
    (own / "partials" / "footer.html").write_text("<footer>mine</footer>", "utf-8")
    build("--templates", own)
    assert b"<footer>mine</footer>" in small_site.tree()["index.html"]


# --- what goes wrong -------------------------------------------------------------------------------------------


def failed(done: Called, *words: object) -> None:
    """One error, told in a line with a hint under it, and no trace of Python."""
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(("Error: ", "Usage: "))
    assert "Traceback" not in done.stderr
    for word in words:
        assert str(word) in done.stderr, done.stderr


def test_a_missing_content_folder_is_named(call: Call, tmp_path: Path) -> None:
    done = call("build", "--content", tmp_path / "nowhere", "--output", tmp_path / "out")
    failed(done, "nowhere", "--content", "broadsheet new")
    assert not (tmp_path / "out").exists()


def test_every_fault_of_the_settings_is_named_with_its_line(build: Call, small_site: Site) -> None:
    small_site.write("site.toml", "[site]\ntitel = 'x'\n\n[lists]\npage_size = 'many'\n")
    failed(build(), "site.toml:2", "titel", "title", "site.toml:5", "page_size")


def test_settings_that_are_no_toml_are_named_with_their_line(build: Call, small_site: Site) -> None:
    small_site.write("site.toml", "[site]\ntitle = x\n")
    failed(build(), "site.toml:2")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<p>\n{% if %}\n</p>", 2),
        ("<p>\n\n{{ page.titel }}</p>", 3),
        ("{% extends 'nowhere.html' %}", 1),
        ("{{ now() }}", 1),
        ("{{ site.title|shuffle }}", 1),
        ("{{ page.head.title.nothing }}", 1),
        ("{{ 1 / 0 }}", 1),
    ],
)
def test_a_faulty_template_is_named_with_its_line(
    text: str, line: int, build: Call, small_site: Site
) -> None:
    own = small_site.folder / "mine"
    (own / "pages").mkdir(parents=True)
    build()
    before = small_site.tree()
    (own / "pages" / "404.html").write_text(text, "utf-8")
    failed(build("--templates", own), f"mine/pages/404.html:{line}")
    assert small_site.tree() == before


def test_a_faulty_template_says_so_from_any_number_of_workers(
    build: Call, small_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.pipeline.publish.SMALL", 0)
    own = small_site.folder / "mine"
    (own / "pages").mkdir(parents=True)
    (own / "pages" / "404.html").write_text("\n{{ page.titel }}", "utf-8")
    failed(build("--templates", own, "--workers", 2), "mine/pages/404.html:2", "titel")


def test_two_outputs_for_one_path_are_both_named(build: Call, small_site: Site) -> None:
    own = small_site.folder / "mine" / "static"
    own.mkdir(parents=True)
    (own / "a.css").write_text("a", "utf-8")
    (own / "A.css").write_text("a", "utf-8")
    failed(build("--templates", own.parent), "a.css", "A.css")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--base-url", "not an address"],
        ["--base-url", "javascript:alert(1)"],
        ["--base-url", "https://a.example/?query"],
        ["--templates", "/nowhere/at/all"],
        ["--workers", "0"],
        ["--workers", "many"],
        ["--no-such-option"],
        ["--contnet", "x"],
        ["extra"],
    ],
    ids=" ".join,
)
def test_options_that_make_no_sense_are_refused(arguments: list[str], build: Call, small_site: Site) -> None:
    failed(build(*arguments))
    assert not small_site.output.exists()


def test_folders_that_would_eat_each_other_are_refused(call: Call, small_site: Site) -> None:
    content = small_site.content
    before = everything_under(small_site.folder)
    for output, cache in ((content, "k"), (small_site.folder / "out", content)):
        failed(call("build", "--content", content, "--output", output, "--cache", cache))
    assert everything_under(small_site.folder) == before


def test_an_output_within_the_content_is_no_content(call: Call, small_site: Site) -> None:
    """People do that. The pages must not be read as records by the next build."""
    output = small_site.content / "public"
    for _ in range(2):
        done = call("build", "--content", small_site.content, "--output", output, "--cache", small_site.cache)
        if done.returncode == 0:
            assert " 11" in done.stdout.splitlines()[0]
        else:
            failed(done, "--output")


@pytest.mark.parametrize("where", ["a folder", "below a file"])
def test_a_report_that_cannot_be_written_is_an_error_of_one_line(
    where: str, build: Call, small_site: Site
) -> None:
    file = small_site.folder / "file"
    file.write_text("mine", "utf-8")
    failed(build("-q", "--report", small_site.folder if where == "a folder" else file / "report.json"))


def test_a_bug_of_ours_ends_with_3_and_leaves_a_log(
    build: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("what a pity")

    monkeypatch.setattr("generator.pipeline.entry_point.build", broken)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    done = build()
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert "what a pity" in done.stderr
    (log,) = tmp_path.glob("broadsheet-*/bug.log")
    assert str(log) in done.stderr
    assert "RuntimeError: what a pity" in log.read_text("utf-8")
    assert "in broken" in log.read_text("utf-8")


def test_a_folder_that_was_emptied_stops_the_build_until_it_is_meant(build: Call, small_site: Site) -> None:
    build()
    before = small_site.tree()
    shutil.rmtree(small_site.content)
    small_site.content.mkdir()
    stopped = build()
    assert (stopped.returncode, small_site.tree()) == (1, before)
    assert "public pages would disappear" in stopped.stderr
    assert "--allow-removal" in stopped.stderr
    assert build("--allow-removal").returncode == 0
    assert not any(path.startswith("2024/") for path in small_site.tree())


# --- fleets ----------------------------------------------------------------------------------------------------


@pytest.fixture
def fleet(small_site: Site, tmp_path: Path) -> Path:
    """Two sites, one laid out as ``new`` does it."""
    sites = tmp_path / "sites"
    for name, content in (("art", "art"), ("zoo", "zoo/content")):
        site = Site(sites / name)
        site.content = sites / content
        site.record("_news/2024-05-03-one.md", article(name))
        site.write("site.toml", f'[site]\nbase_url = "https://{name}.example/"\n[images]\nmode = "remote"\n')
    return sites


@pytest.fixture
def build_fleet(call: Call, fleet: Path) -> Call:
    """Build the fleet by the command."""

    def build_fleet(*arguments: object) -> Called:
        places = ("--sites", fleet, "--output", fleet.parent / "out", "--cache", fleet.parent / "cache")
        return call("build", *places, *arguments)

    return build_fleet


def test_a_fleet_is_built_into_a_folder_each_as_single_builds_do_it(
    build_fleet: Call, call: Call, fleet: Path
) -> None:
    done = build_fleet()
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["Site", "art", "zoo", "2"]
    for name, content in (("art", "art"), ("zoo", "zoo/content")):
        alone = fleet.parent / "alone" / name
        call("build", "--content", fleet / content, "--output", alone, "--cache", fleet.parent / "own" / name)
        assert everything_under(alone) == everything_under(fleet.parent / "out" / name)
        changes = json.loads((fleet.parent / "cache" / f"changes-{name}.json").read_text("utf-8"))
        assert changes["site"] == f"https://{name}.example/"
        assert changes["added"]
    assert {line.split()[2] for line in build_fleet().stdout.splitlines()[1:3]} == {"0"}


def test_an_error_of_one_site_stops_no_other(build_fleet: Call, fleet: Path) -> None:
    (fleet / "art/site.toml").write_text("titel = 1", "utf-8")
    done = build_fleet("--report", fleet.parent / "report.json")
    assert done.returncode == 1
    assert "art: not built" in done.stderr
    assert "art/site.toml:1" in done.stderr
    assert "1 site built, 1 stopped by errors" in done.stdout
    assert (fleet.parent / "out/zoo/index.html").is_file()
    sites = json.loads((fleet.parent / "report.json").read_text("utf-8"))["sites"]
    assert "titel" in sites["art"]["error"]
    assert sites["zoo"]["counts"]["items"] == 1


def test_a_bug_in_one_site_stops_no_other(build_fleet: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.pipeline import entry_point

    whole = entry_point.build

    def broken(options: BuildOptions, progress: Progress) -> BuildReport:
        if options.site == "art":
            raise RuntimeError("what a pity")
        return whole(options, progress)

    monkeypatch.setattr(entry_point, "build", broken)
    done = build_fleet()
    assert done.returncode == 3
    assert "what a pity" in done.stderr
    assert "1 site built, 1 stopped by errors" in done.stdout


def test_problems_of_a_fleet_name_the_folder_of_the_site(build_fleet: Call, fleet: Path) -> None:
    (fleet / "zoo/content/broken.md").write_text("---\ntitle: [\n---\n", "utf-8")
    assert "zoo/content/broken.md:" in build_fleet("-q").stderr
    done = build_fleet("--strict")
    assert done.returncode == 1
    assert done.stdout.splitlines()[2].split()[4] == "1"


def test_details_of_a_fleet_come_below_the_name_of_the_site(build_fleet: Call) -> None:
    lines = build_fleet("--dry-run").stdout.splitlines()
    assert lines[0:2] == ["", "art:"]
    assert "zoo:" in lines
    assert any(line.startswith("write") for line in lines)


@pytest.mark.parametrize("option", ["--content", "--base-url", "--changes"])
def test_options_of_one_site_exclude_a_fleet(option: str, build_fleet: Call) -> None:
    failed(build_fleet(option, "https://a.example/"), "--sites", option)
