"""Whatever a record holds, the build goes on."""

from typing import Any

import msgspec
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.model.item import Item
from generator.model.record import Record
from generator.normalise.field_schema import RECORD, find_unknown_fields
from generator.normalise.item import normalise
from tests.normalise.records import record

SPECIAL = [
    "https://a.example/x",
    "//[",
    "PT5M",
    "2021-12-15",
    "<b",
    "&#x0;",
    "\ud800",
    "a==",
    "yes",
    10**4000,
]
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.binary(max_size=4)
) | st.sampled_from(SPECIAL)
NAMES = st.sampled_from(
    sorted(RECORD.names | {name for shape in RECORD.inner.values() for name in shape.names})
) | st.text(max_size=3)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(NAMES, VALUES, max_size=10),
    st.text(max_size=60),
    st.sampled_from(["x.md", "_people/x.md", "_learning/collections/x.html", ""]),
)
@example(dict.fromkeys(["aliases", "permalink", "slug", "story", "id"], "\ud800"), "\ud800", "x.md")
def test_no_record_raises(fields: dict[str, Any], body: str, path: str) -> None:
    found = record(path, body)
    found = Record(found.path, found.folder, fields, body, "")
    item, problems = normalise(found)
    assert (item is None) == any(problem.severity == "error" for problem in problems)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(item), type=Item | None) == item
    msgspec.msgpack.encode((problems, find_unknown_fields(found)))
    assert normalise(found) == (item, problems)
