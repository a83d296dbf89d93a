"""The build context: what its digests depend on, and which folders may not overlap."""

import pytest

from generator.base.errors import SettingsError
from generator.pipeline.context import (
    BuildContext,
    configured_templates,
    find_idle_templates,
    load_context,
)
from tests.support.site_kit import Site


@pytest.fixture
def site(site: Site) -> Site:
    """A site with an empty content folder."""
    site.content.mkdir()
    return site


DIGESTS = (
    "environment",
    "record_code",
    "related_code",
    "signature_code",
    "variant_code",
    "validation_code",
    "render_code",
)


def digests(context: BuildContext) -> dict[str, bytes]:
    return {name: getattr(context, name) for name in DIGESTS}


def test_digests_are_the_same_in_every_build(site: Site) -> None:
    assert digests(load_context(site.options())) == digests(load_context(site.options()))


def test_settings_change_the_environment_and_no_other_digest(site: Site) -> None:
    before = digests(load_context(site.options()))
    site.write("site.toml", '[site]\ntitle = "Another"\n')
    after = digests(load_context(site.options()))
    assert {name for name in DIGESTS if before[name] != after[name]} == {"environment"}


@pytest.mark.parametrize("option", ["offline", "strict", "hasty"])
def test_options_that_change_what_a_build_does_change_the_environment(site: Site, option: str) -> None:
    with_option = load_context(site.options(**{option: True}))
    assert with_option.environment != load_context(site.options()).environment


@pytest.mark.parametrize(
    ("output", "cache"), [("content", "cache"), ("output", "output"), ("output", "output/cache")]
)
def test_folders_that_would_take_each_others_files_are_refused(site: Site, output: str, cache: str) -> None:
    options = site.options(output=site.folder / output, cache=site.folder / cache)
    with pytest.raises(SettingsError):
        load_context(options)


def test_an_output_inside_the_content_folder_is_not_read_as_content(site: Site) -> None:
    site.record("a.md", {"title": "A"})
    options = site.options(output=site.content / "public")
    (site.content / "public").mkdir()
    (site.content / "public/b.md").write_text("---\ntitle: B\n---\n", "utf-8")
    assert [file.path for file in load_context(options).listing.records] == ["a.md"]


def test_without_pagefind_there_is_no_search_engine(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.pipeline.context.SEARCH_LIBRARIES", ("no-such-library",))
    monkeypatch.setattr("generator.pipeline.context.LIBRARIES", ("no-such-library", "babel"))
    context = load_context(site.options())
    assert context.search_engine == b""


@pytest.mark.parametrize("place", ["content/mine", "mine"])
def test_a_setting_names_the_folder_of_templates(site: Site, place: str) -> None:
    site.write("site.toml", '[theme]\ntemplates = "mine"\n')
    template = site.folder / place / "pages" / "404.html"
    template.parent.mkdir(parents=True)
    template.write_text("<p>lost</p>", "utf-8")
    report = site.build()
    assert report.problems == ()
    assert site.tree()["404.html"] == b"<p>lost</p>\n"
    template.write_text("<p>found</p>", "utf-8")
    assert site.explained() == {"404.html": ("write", "template changed")}
    assert site.tree() == site.clean()
    assert configured_templates(site.content) == site.folder / place


def test_an_option_comes_before_the_setting(site: Site) -> None:
    site.write("site.toml", '[theme]\ntemplates = "mine"\n')
    (site.own_templates() / "pages" / "404.html").write_text("option", "utf-8")
    site.build()
    assert site.tree()["404.html"] == b"option\n"


def test_a_folder_of_templates_that_does_not_exist_is_an_error(site: Site) -> None:
    site.write("site.toml", '[theme]\ntemplates = "mine"\n')
    with pytest.raises(SettingsError, match=r"theme\.templates: expected a folder, found nothing"):
        load_context(site.options())
    assert configured_templates(site.content) is None


@pytest.mark.parametrize("place", ["content/templates", "templates"])
def test_templates_that_nothing_names_are_found(site: Site, place: str) -> None:
    assert find_idle_templates(site.content) is None
    (site.folder / place / "pages").mkdir(parents=True)
    assert find_idle_templates(site.content) == site.folder / place


@pytest.mark.parametrize("value", ["../x", "/x", "a//b", ".", "a\\b", "a\nb"])
def test_a_folder_of_templates_is_below_the_content_folder_or_beside_it(site: Site, value: str) -> None:
    with pytest.raises(SettingsError, match="expected"):
        load_context(site.options(overrides={"theme": {"templates": value}}))
