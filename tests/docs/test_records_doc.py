"""The table of facts in docs/records.md is that of the code."""

from docs.record_tables import DOCUMENT, regenerate
from generator.model.record_fields import FACT_FIELDS


def test_the_table_is_up_to_date() -> None:
    text = DOCUMENT.read_text("utf-8")
    assert regenerate(text) == text, "make docs"
    assert all(f"| `{field.name}` |" in text for field in FACT_FIELDS)


def test_a_changed_table_is_noticed() -> None:
    text = DOCUMENT.read_text("utf-8")
    assert regenerate(text.replace("| `price` | text | Price |", "| `price` | number | Price |")) == text
