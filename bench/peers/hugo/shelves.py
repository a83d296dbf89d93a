"""Where entries belong: the topic tree and the providers, worked out for Hugo before it starts."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.peers.hugo.sources import Entry, parsed, slug


class Topics:
    """The topic tree. ``data`` is what the layouts look up by slug; ``order`` the slugs as an index shows them."""

    def __init__(self, content: Path, entries: Sequence[Entry]) -> None:
        self.data: dict[str, dict[str, Any]] = {}
        for file in sorted((content / "_data" / "topics").glob("*.yaml")):
            note = parsed(file.read_text("utf-8"))
            self._add(note["name"], slug(note.get("parent") or ""), note.get("shortname") or "")
        for entry in entries:
            for name in entry.fields.get("topics") or ():
                if slug(name) not in self.data:
                    self._add(name, "", "")
        for each, topic in self.data.items():
            topic["children"] = [other for other, below in self.data.items() if below["parent"] == each]
        roots = [each for each, topic in self.data.items() if not topic["parent"]]
        self.order = [line for root in roots for line in self._walk(root, 0)]

    def own(self, entry: Entry) -> list[str]:
        """Return the slugs of an entry's topics, the main one first."""
        return list(dict.fromkeys(slug(name) for name in entry.fields.get("topics") or ()))

    def rolled_up(self, own: Sequence[str]) -> list[str]:
        """Return topics with everything above them."""
        found: dict[str, None] = {}
        for each in own:
            here = each
            while here and here not in found:
                found[here] = None
                here = self.data[here]["parent"]
        return list(found)

    def _add(self, name: str, parent: str, shortname: str) -> None:
        self.data[slug(name)] = {"name": name, "parent": parent, "shortname": shortname}

    def _walk(self, root: str, depth: int) -> list[dict[str, Any]]:
        below = [line for child in self.data[root]["children"] for line in self._walk(child, depth + 1)]
        return [{"slug": root, "depth": depth}, *below]


class Providers:
    """Providers by domain; where several names share one, each has a place below it.

    ``data`` is what the layouts look up by slug, ``order`` the lines of the index.
    """

    def __init__(self, content: Path, entries: Sequence[Entry]) -> None:
        credits_of = [_credit(entry) for entry in entries]
        self._names: dict[str, list[str]] = {}
        for domain, name in sorted({(domain, slug(name)) for domain, name in credits_of if domain}):
            self._names.setdefault(domain, []).append(name)
        self.data: dict[str, dict[str, Any]] = {}
        notes = _notes(content)
        for domain, name in [credit for credit, _ in Counter(credits_of).most_common()]:
            for place in self._places(domain, name):
                self.data.setdefault(place, self._describe(place, domain, name, notes.get(domain, {})))
        for entry in entries:
            logos = (entry.fields.get("provider") or {}).get("images") or []
            for place in self.places(entry) if logos else ():
                self.data[place]["logo"] = self.data[place]["logo"] or str(logos[0]["url"])
        for provider in self.data.values():
            provider["logo"] = _own_copy(provider["logo"], notes.get(provider["domain"], {}))
        roots = [place for place in self.data if "--" not in place]
        roots.sort(key=lambda place: (self.data[place]["name"].casefold(), place))
        self.order = [line for root in roots for line in self._lines(root)]

    def places(self, entry: Entry) -> list[str]:
        """Return the slugs of an entry's provider, the narrowest first."""
        return self._places(*_credit(entry))

    def _places(self, domain: str, name: str) -> list[str]:
        if not domain:
            return [slug(name)] if name else []
        several = len(self._names[domain]) > 1
        return [f"{domain}--{slug(name)}", domain] if several and name else [domain]

    def _describe(self, place: str, domain: str, name: str, note: dict[str, Any]) -> dict[str, Any]:
        """Describe a provider: by its note, which is a whole domain's or that of one name on it."""
        whole = place == domain and len(self._names[domain]) > 1
        named = whole or slug(note.get("name") or "") == slug(name)
        logos = (note.get("images") or []) if named or place == domain else []
        return {
            "name": (note.get("name") if named else "") or (domain if whole else name or domain),
            "domain": domain,
            "description": (note.get("description") or "") if named else "",
            "logo": logos[0]["url"] if logos else "",
            "parts": [f"{domain}--{each}" for each in self._names[domain]] if whole else [],
        }

    def _lines(self, root: str) -> list[dict[str, Any]]:
        parts = [{"slug": part, "depth": 1} for part in self.data[root]["parts"]]
        return [{"slug": root, "depth": 0}, *parts]


def _own_copy(logo: str, note: dict[str, Any]) -> str:
    """Return the site's own copy of a logo, one of the same file name, or its domain's where there is none."""
    own = [image["url"] for image in note.get("images") or ()]
    same = [url for url in own if url.rpartition("/")[2] == logo.rpartition("/")[2]]
    return next(iter([*same, logo, *own] if logo else own), "")


def _credit(entry: Entry) -> tuple[str, str]:
    provider = entry.fields.get("provider") or {}
    domain = str(provider.get("domain") or "").lower().removeprefix("www.")
    return domain, str(provider.get("name") or "").strip()


def _notes(content: Path) -> dict[str, Any]:
    notes = {}
    for file in sorted((content / "_data" / "organizations").glob("*")):
        note = parsed(file.read_text("utf-8").split("\n---")[0].removeprefix("---"))
        notes[str(note["domain"])] = note
    return notes
