"""Generates the table of facts in ``docs/records.md`` from the table in the code: ``make docs``."""

import re
import sys
from pathlib import Path

from generator.model.messages import ENGLISH
from generator.model.record_fields import FACT_FIELDS, RecordField

DOCUMENT = Path(__file__).with_name("records.md")

HEAD = "| Field | Type | Label | Meaning |\n|---|---|---|---|\n"

TYPES = {
    "text": "text",
    "names": "list of texts",
    "integer": "whole number",
    "count": "whole number from 0",
    "number": "number",
    "boolean": "true or false",
    "duration": "ISO 8601 duration",
    "moment": "ISO 8601",
}

_TABLE = re.compile(re.escape(HEAD) + r"(?:\|.*\n)*")


def regenerate(text: str) -> str:
    """Return the document with the table generated anew."""
    return _TABLE.sub(lambda _: HEAD + "".join(map(_row, FACT_FIELDS)), text, count=1)


def _row(field: RecordField) -> str:
    label, kind = getattr(ENGLISH, field.label), TYPES.get(field.type, "see above")
    return f"| `{field.name}` | {kind} | {label} | {field.meaning or 'see above'} |\n"


if __name__ == "__main__":
    DOCUMENT.write_text(regenerate(DOCUMENT.read_text("utf-8")), "utf-8")
    sys.stdout.write(f"{DOCUMENT.name}: generated\n")
