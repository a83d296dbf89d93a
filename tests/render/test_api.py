"""Documents of the JSON API are compact JSON; their JSON Schema describes every document."""

import json

from generator.model.output import Document
from generator.model.views.api import ApiPage, ApiSchema
from generator.render.api import DIALECT, render_document


def test_a_document_is_one_line_of_json_with_the_names_of_the_api() -> None:
    data = render_document(Document("api/1.json", ApiPage(1, (), None)))
    assert data == b'{"page":1,"value":[],"nextPage":null}\n'


def test_the_schema_covers_every_kind_of_document() -> None:
    data = render_document(Document("api/schema.json", ApiSchema("https://x.example/api/schema.json")))
    schema = json.loads(data)
    assert (schema["$schema"], schema["$id"]) == (DIALECT, "https://x.example/api/schema.json")
    names = [reference["$ref"].removeprefix("#/$defs/") for reference in schema["anyOf"]]
    assert sorted(names) == ["ApiItem", "ApiPage", "ApiProviders", "ApiTerms", "ApiTopics"]
    assert set(names) < schema["$defs"].keys()
    assert schema["$defs"]["ApiPage"]["required"] == ["page", "value", "nextPage"]
    assert data.endswith(b"}\n")
    assert data.count(b"\n") > 10, "for people to read"
