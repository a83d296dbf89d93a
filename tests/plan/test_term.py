"""A term is a plain value: everything beyond name, path, items and feed is optional."""

from generator.plan.term import Term


def test_a_term_needs_no_more_than_a_list_and_a_feed() -> None:
    term = Term("loom", "Loom", "topics/loom/", (0, 3), "Items about Loom")
    assert (term.parent, term.children, term.title, term.template) == ("", (), "", "")
