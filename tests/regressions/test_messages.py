"""What is said of a fault, where it once was said badly."""

import pytest

from tests.support.site_kit import Site


@pytest.mark.parametrize("head", ["title: [", "title: {", "title: x\ntopics: [a, ", "title: [[[["])
def test_what_is_never_closed_is_not_found_as_an_empty_sign(head: str, site: Site) -> None:
    site.write("a.md", f"---\n{head}\n---\n")
    (problem,) = site.build().problems
    assert "''" not in problem.message
    assert "found the end of the front matter" in problem.message or "expected ',' or" in problem.message
    assert problem.hint
