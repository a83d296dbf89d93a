"""Renders documents of the JSON API and their JSON Schema."""

import msgspec

from generator.model.output import Document
from generator.model.views.api import ApiItem, ApiPage, ApiProviders, ApiSchema, ApiTerms, ApiTopics

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def render_document(output: Document) -> bytes:
    """Return a document in UTF-8, with a final newline."""
    body = output.body
    if isinstance(body, ApiSchema):
        return msgspec.json.format(msgspec.json.encode(_schema(body), order="sorted"), indent=1) + b"\n"
    return msgspec.json.encode(body) + b"\n"


def _schema(schema: ApiSchema) -> dict[str, object]:
    """Return a JSON Schema for all documents, generated from their types."""
    types = (ApiPage, ApiItem, ApiTopics, ApiProviders, ApiTerms)
    references, definitions = msgspec.json.schema_components(types, ref_template="#/$defs/{name}")
    return {"$schema": DIALECT, "$id": schema.id, "anyOf": list(references), "$defs": definitions}
