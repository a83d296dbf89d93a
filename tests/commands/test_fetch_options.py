"""Names of sources that are given to a command."""

import pytest

from generator.base.errors import SettingsError
from generator.commands.fetch_options import check_names
from generator.ingest.sources_file import parse_sources

FILE = parse_sources('[[source]]\nid = "hedgerow"\nurl = "https://hedgerow.example/feed"\n', "sources.toml")


def test_a_known_name_is_fine() -> None:
    check_names(["hedgerow"], FILE)


@pytest.mark.parametrize(("name", "hint"), [("hegdrow", "Did you mean 'hedgerow'?"), ("x", "sources list")])
def test_an_unknown_name_brings_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(SettingsError, match="no such source") as error:
        check_names([name], FILE)
    assert hint in error.value.hint
