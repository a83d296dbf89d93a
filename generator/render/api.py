"""Documents of the JSON API → bytes, and the JSON Schema that all of them keep to."""

import msgspec

from generator.model.output import Document
from generator.model.views.api import ApiItem, ApiPage, ApiProviders, ApiSchema, ApiTerms, ApiTopics

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def render_document(output: Document) -> bytes:
    """Return a document in UTF-8 that ends with a line break."""
    body = output.body
    if isinstance(body, ApiSchema):
        return msgspec.json.format(msgspec.json.encode(_schema(body), order="sorted"), indent=1) + b"\n"
    return msgspec.json.encode(body) + b"\n"


def _schema(schema: ApiSchema) -> dict[str, object]:
    """Return the schema of any document of ours, taken from the types that they are made of."""
    kinds = (ApiPage, ApiItem, ApiTopics, ApiProviders, ApiTerms)
    references, shapes = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    return {"$schema": DIALECT, "$id": schema.id, "anyOf": list(references), "$defs": shapes}
