"""What records of all kinds are made of: addresses, providers, pictures, excerpts, bodies, sealed values, paths."""

import re
from base64 import b64encode
from collections import deque
from datetime import datetime, timedelta
from random import Random
from typing import Any

from bench.cast import DAYS, FIRST_DAY, Provider
from bench.vocabulary import Writer

TWINS, ENTITIES = 0.02, 0.16
"""Shares of records: with another's address; with entities in the excerpt."""

LONGEST_EXCERPT = 726
_SIZES = ((1200, 628), (1280, 720), (1024, 576), (800, 450), (1600, 900), (640, 640))
_GAPS = re.compile(r"[^a-z0-9]+")


class Details:
    """Invents details. Remembers addresses, to repeat some, and paths, to repeat none."""

    def __init__(self, rng: Random, writer: Writer) -> None:
        self._rng = rng
        self._writer = writer
        self._addresses: deque[str] = deque(maxlen=500)
        self._paths: set[str] = set()

    def address(self, provider: Provider, title: str) -> str:
        """Invent an address, now and then one that another record has already."""
        if self._addresses and self._rng.random() < TWINS:
            return self._rng.choice(self._addresses)
        number = int(self._rng.random() * 1_000_000)
        address = f"https://www.{provider.domain}/articles/{slug(title)}-{number}/"
        self._addresses.append(address)
        return address

    def provider(self, provider: Provider) -> dict[str, Any]:
        """Return a provider as its records name it, now and then with an author."""
        fields: dict[str, Any] = {"name": provider.name, "domain": provider.domain}
        if provider.logo:
            fields["images"] = [{"url": provider.logo, "width": 50, "height": 50}]
        if self._rng.random() < 0.06:
            writer = self._writer
            fields["authors"] = [{"name": f"{writer.name().capitalize()} {writer.name().capitalize()}"}]
        return fields

    def pictures(self, share: float, provider: Provider) -> dict[str, Any]:
        """Return one remote picture for a ``share`` of records, nothing for the others."""
        rng = self._rng
        if rng.random() >= share:
            return {}
        width, height = rng.choice(_SIZES)
        name = f"{int(rng.random() * 10**9):09d}"
        url = f"https://images.{provider.domain}/uploads/{name[:4]}/{name}-{width}x{height}.jpg"
        return {"images": [{"url": url, "width": width, "height": height, "isCached": True}]}

    def elsewhere(self) -> dict[str, Any]:
        """Invent an article, in short, that is no record of the site."""
        name = self._writer.name()
        return {
            "title": f"{name.capitalize()} {self._writer.title('')}",
            "excerpt": self._writer.prose(200),
            "publishedDateTime": iso(FIRST_DAY + self._rng.random() * timedelta(days=DAYS)),
            "webUrl": f"https://{name}.example/elsewhere/{int(self._rng.random() * 10**9)}/",
            "type": "article",
            "provider": {"name": name.capitalize(), "domain": f"{name}.example"},
            "quality": 40,
        }

    def excerpt(self) -> str:
        """Write an excerpt: mostly some 240 characters, a few very long, hardly any empty."""
        rng = self._rng
        chance = rng.random()
        if chance < 0.002:
            return ""
        length = int(rng.triangular(60, 310, 300))
        if chance > 0.985:
            length = LONGEST_EXCERPT - int(rng.random() ** 2 * 400)
        text = self._writer.prose(length)
        if rng.random() < ENTITIES:
            text = text[: length - 16].replace(" ", "&nbsp;", 1) + "&#8217;s &#038; so on"
            text = text[-LONGEST_EXCERPT:]
        return text

    def html(self, paragraphs: int) -> str:
        """Write a body: paragraphs, with a list, a picture and a link here and there."""
        parts = []
        for number in range(paragraphs):
            text = self._writer.prose(80 + int(self._rng.random() * 500))
            if number % 4 == 1:
                parts.append(
                    f'<p><img src="https://images.example/body/{number}.png" alt="" width="640" height="360"></p>'
                )
            if number % 5 == 2:
                parts.append(f"<ul><li>{text[:60]}</li><li>{text[60:140]}</li></ul>")
            parts.append(f'<p>{text} <a href="https://links.example/{number}/">Read on</a>.&nbsp;</p>')
        return "\n".join(parts) + "\n"

    def sealed(self, fields: dict[str, Any]) -> dict[str, Any]:
        """Add ciphertext as the old system had it: base64, a semicolon, the base64 of sixteen bytes."""
        rng = self._rng
        cipher = rng.randbytes(16 * (14 + int(rng.random() * 8)))
        vector = rng.randbytes(16)
        return {**fields, "secured": f"{b64encode(cipher).decode()};{b64encode(vector).decode()}"}

    def path(self, folder: str, start: str, title: str, ending: str = ".md") -> str:
        """Return a path that no other record has, on a disk that ignores case either."""
        stem = f"{folder}/{start}{slug(title)}"
        path, number = f"{stem}{ending}", 1
        while path in self._paths:
            number += 1
            path = f"{stem}-{number}{ending}"
        self._paths.add(path)
        return path


def iso(moment: datetime) -> str:
    """Return a moment as records write it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def slug(title: str) -> str:
    """Return a title as addresses and file names write it."""
    return _GAPS.sub("-", title.lower()).strip("-")[:80]
