"""Text that YAML drops is reported, and text that only looks like it is not."""

import pytest

from generator.read.record import read_record


def problems_of(head: str) -> list[tuple[int, str, str, str]]:
    _, problems = read_record("a.md", f"---\n{head}\n---\n".encode())
    return [(each.line, each.field, each.severity, each.message) for each in problems]


@pytest.mark.parametrize(
    ("head", "field", "said"),
    [
        ("title: a\nexcerpt: !important news", "excerpt", "'!important'"),
        ("title: a\nexcerpt: !important", "excerpt", "'!important'"),
        ("title: a\nexcerpt: ! news", "excerpt", "'!'"),
        ("title: a\nexcerpt: &c", "excerpt", "'&c'"),
        ("title: a\nexcerpt: &more text", "excerpt", "'&more'"),
        ("title: a\nexcerpt: Route #12", "excerpt", "' #12'"),
        ("title: a\nexcerpt: #hashtag", "excerpt", "' #hashtag'"),
        ("title: a\ntags:\n- Chapter #3", "tags[0]", "' #3'"),
        ("title: a\nprovider: {name: 'x'}\nexcerpt: b #c", "excerpt", "' #c'"),
    ],
)
def test_text_that_yaml_drops_is_a_warning(head: str, field: str, said: str) -> None:
    ((line, where, severity, message),) = problems_of(head)
    assert (line, where, severity) == (head.count("\n") + 2, field, "warning")
    assert said in message


@pytest.mark.parametrize(
    "head",
    [
        "title: a # a comment",
        "title: a\n# a line of its own\n  #more",
        'title: "Route #12"',
        "title: 'Route #12'",
        "title: C# and F#",
        "title: a#b",
        "title: |\n  Route #12",
        "title: !!str 12",
        "title: &t a\nexcerpt: *t",
        "title: Q & A",
        "title: Stop!",
    ],
)
def test_text_that_is_kept_is_no_problem(head: str) -> None:
    assert problems_of(head) == []


@pytest.mark.parametrize("text", ["None", "undefined", "NaN"])
def test_what_programs_write_for_no_value_is_no_name(text: str) -> None:
    head = f"title: {text}\ntopics:\n- Bees\n- {text}\nprovider:\n  name: {text}\n"
    head += f"  domain: a.example\n  authors: [{text}]"
    record, problems = read_record("a.md", f"---\n{head}\n---\n".encode())
    assert record is not None
    assert record.fields == {
        "title": text,
        "topics": ["Bees"],
        "provider": {"domain": "a.example", "authors": []},
    }
    assert [each.field for each in problems] == ["topics[1]", "provider.name", "provider.authors[0]"]
    quoted = head.replace(text, f'"{text}"')
    record, problems = read_record("a.md", f"---\n{quoted}\n---\n".encode())
    assert record is not None
    assert (record.fields["topics"], problems) == (["Bees", text], ())


@pytest.mark.parametrize("null", ["null", "Null", "NULL", "~", ""])
def test_a_plain_null_is_an_absent_field_at_every_level(null: str) -> None:
    block = f"title: a\nexcerpt: {null}\nquality: {null}\ntopics:\n- {null}\n- b\n"
    block += f"provider:\n  name: {null}\n  domain: c.example"
    flow = f"title: a\nimages: {null}\ntopics: [b, {null or '~'}]\nprovider: {{name: {null or '~'}, domain: c.example}}"
    for head in (block, flow):
        record, problems = read_record("a.md", f"---\n{head}\n---\n".encode())
        assert record is not None
        assert record.fields == {"title": "a", "topics": ["b"], "provider": {"domain": "c.example"}}, head
        assert problems == ()


def test_null_in_quotes_is_text() -> None:
    for head in ("excerpt: \"null\"\ntitle: '~'", '{"excerpt": "null", "title": "~"}'):
        record, problems = read_record("a.md", f"---\n{head}\n---\n".encode())
        assert record is not None
        assert (record.fields, problems) == ({"excerpt": "null", "title": "~"}, ())
