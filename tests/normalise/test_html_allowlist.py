"""The allow-lists for untrusted HTML."""

from generator.normalise.html_allowlist import (
    ATTRIBUTE_VALUES,
    ATTRIBUTES,
    NUMBER_ATTRIBUTES,
    REMOVED_WITH_CONTENT,
    TAGS,
    URL_ATTRIBUTES,
)

NAMES = frozenset().union(*ATTRIBUTES.values(), *(values.keys() for values in ATTRIBUTE_VALUES.values()))


def test_no_element_runs_code_or_loads_content_or_changes_the_page() -> None:
    assert TAGS.isdisjoint(REMOVED_WITH_CONTENT)
    assert TAGS.isdisjoint({"base", "meta", "link", "form", "frame", "main", "body", "html", "head"})


def test_no_attribute_runs_code_or_styles_or_names_a_part_of_the_page() -> None:
    assert not [name for name in NAMES if name.startswith("on")]
    assert NAMES.isdisjoint({"class", "name", "srcset", "action", "formaction", "background", "target"})


def test_what_may_style_or_name_passes_only_where_it_is_checked() -> None:
    """An alignment of a cell, the id of a footnote, and the check box of a task list."""
    assert {name for name, found in ATTRIBUTES.items() if "style" in found} == {"td", "th"}
    assert {name for name, found in ATTRIBUTES.items() if "id" in found} == {"li", "sup"}
    assert ATTRIBUTE_VALUES["input"] == {"type": {"checkbox"}}


def test_attributes_are_only_listed_for_allowed_elements() -> None:
    assert ATTRIBUTES.keys() | ATTRIBUTE_VALUES.keys() <= TAGS | {"*"}


def test_every_url_and_number_is_checked() -> None:
    assert {"href", "src", "cite"} == URL_ATTRIBUTES <= NAMES
    assert NUMBER_ATTRIBUTES <= NAMES
