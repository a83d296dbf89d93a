"""Edit the text of ``sources.toml`` in place. Everything else, including comments, order and spacing, stays."""

from collections.abc import Collection, Sequence

import tomlkit
from msgspec import Struct
from tomlkit import TOMLDocument
from tomlkit.items import AoT, Array

from generator.base.text import make_slug
from generator.base.urls import domain_of_url

_LONGEST_ID = 40


class NewSource(Struct, frozen=True):
    """A source to add to the file."""

    id: str
    url: str
    provider: str = ""
    topics: tuple[str, ...] = ()
    kind: str = ""
    allow_private: bool = False
    site: str = ""


def make_source_id(title: str, url: str, taken: Collection[str]) -> str:
    """Return a unique id for a source, made from its title or its domain.

    >>> make_source_id("The Hedgerow", "https://hedgerow.example/feed", {"the-hedgerow"})
    'the-hedgerow-2'
    """
    slug = make_slug(title, _LONGEST_ID) if title.strip() else ""
    base = slug if slug.isascii() and slug else make_slug(domain_of_url(url) or "source", _LONGEST_ID)
    found, number = base, 1
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    return found


def add_sources(text: str, sources: Sequence[NewSource]) -> str:
    """Return the text with more ``[[source]]`` blocks at its end."""
    blocks = ["\n".join(_block(source)) + "\n" for source in sources]
    if not blocks:
        return text
    before = text.rstrip("\n") + "\n\n" if text.strip() else ""
    return before + "\n".join(blocks)


def _block(source: NewSource) -> list[str]:
    values: dict[str, object] = {"id": source.id, "url": source.url}
    values |= {"site": source.site} if source.site else {}
    values |= {"provider": source.provider} if source.provider else {}
    values |= {"topics": list(source.topics)} if source.topics else {}
    values |= {"kind": source.kind} if source.kind else {}
    values |= {"allow_private": True} if source.allow_private else {}
    return ["[[source]]", *[f"{name} = {tomlkit.item(value).as_string()}" for name, value in values.items()]]


def move_source(text: str, id: str, url: str) -> str:
    """Return the text with a new URL for a source."""
    return _set(text, id, "url", url)


def allow_private(text: str, id: str) -> str:
    """Return the text with ``allow_private`` set for a source."""
    return _set(text, id, "allow_private", True)


def pause_source(text: str, id: str) -> str:
    """Return the text with a source paused."""
    return _set(text, id, "paused", True)


def _set(text: str, id: str, name: str, value: str | bool) -> str:
    document = tomlkit.parse(text)
    blocks = document.get("source")
    for block in blocks if isinstance(blocks, AoT) else ():
        if block.get("id") == id:
            block[name] = value
    return _normal(document, text)


def add_drop_rules(text: str, rules: Sequence[str]) -> str:
    """Return the text with more rules in ``[rules] drop``, each once."""
    document = tomlkit.parse(text)
    if "rules" not in document:
        written = tomlkit.item(list(rules)).as_string()
        before = f"{text.rstrip()}\n\n" if text.strip() else ""
        return f"{before}[rules]\ndrop = {written}\n"
    table = document["rules"]
    assert isinstance(table, dict)
    drop = table.get("drop")
    if not isinstance(drop, Array):
        table["drop"] = list(rules)
    else:
        for rule in rules:
            if rule not in drop:
                drop.append(rule)
    return _normal(document, text)


def _normal(document: TOMLDocument, before: str) -> str:
    """Return a document as text, with its original line endings."""
    text = tomlkit.dumps(document)
    return text if "\r\n" in before else text.replace("\r\n", "\n")
