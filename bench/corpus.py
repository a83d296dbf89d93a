"""A content folder of any size, from a seed: ``python -m bench.corpus --size N --seed S --out DIR``.

The same size and seed give the same bytes everywhere. With ``--from DIR`` real records are multiplied instead
(:mod:`bench.multiply`).
"""

import argparse
import sys
import zlib
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from bench.cast import TOPICS, Cast
from bench.front_matter import document
from bench.multiply import multiply
from bench.records import Desk

SITE = """\
[site]
title = "The Measured Feed"
description = "What a site of this size would show, invented from a seed."
language = "en"
author = "The benchmark"
id = "measured"

# What the theme for Hugo has, too.
[feeds]
formats = ["rss", "atom"]
scopes = ["site", "topics", "providers"]
history = []
opml = false
ttl = 0
id_authority = "measured.example,2026"

[images]
mode = "remote"

[sections]
statistics = false

[search]
enabled = false

# Its front page has the newest items, and nothing else.
[theme]
layout = "river"
"""


BARE_ONLY = ("formats", "scopes", "history", "opml", "ttl", "statistics", "enabled", "layout")
"""The settings that switch parts of a site off that are on by default."""


def default_settings(settings: str = SITE) -> str:
    """Return settings of a site as it comes: without those of the bare site."""
    lines = settings.splitlines(keepends=True)
    return "".join(line for line in lines if line.partition(" =")[0] not in BARE_ONLY)


def make_content(size: int, seed: int, out: Path, source: Path | None = None) -> None:
    """Write ``size`` records into ``out``, invented or those of ``source`` multiplied, with the same settings."""
    if source:
        multiply(source, size, out)
    else:
        make_corpus(size, seed, out)
    (out / "site.toml").write_text(SITE, "utf-8")


def make_corpus(size: int, seed: int, out: Path) -> None:
    """Invent ``size`` records, the topics and the best known providers in ``out``, which must be new or empty."""
    resolver = Desk(Random(seed))
    folders: set[str] = set()
    for path, fields, body in resolver.records(size):
        _write(out, path, document(fields, body).encode(), folders)
    _write_topics(out, folders)
    _write_organizations(out, resolver.cast, folders, most=size // 200 + 3)


def _write_topics(out: Path, folders: set[str]) -> None:
    for number, topic in enumerate(TOPICS):
        slug = topic.name.lower().replace(" ", "-")
        fields: dict[str, Any] = {"taxonomy": "topic", "_id": slug, "name": topic.name}
        fields |= {"parent": topic.parent} if topic.parent else {}
        fields |= {"keywords": [topic.name.lower()], "hashtags": [f"#{topic.name.replace(' ', '')}"]}
        text = document(fields).removeprefix("---\n").removesuffix("---\n")
        _write(out, f"_data/topics/{number:02}-{slug}.yaml", text.encode(), folders)


def _write_organizations(out: Path, cast: Cast, folders: set[str], most: int) -> None:
    """Describe the providers with the most items, with their logos as files, as a site's owner would."""
    ranked = sorted(cast.counts, key=lambda each: (-cast.counts[each], each.number))
    described = {each.domain: each for each in reversed(ranked[:most])}
    for domain, provider in sorted(described.items()):
        images = []
        for side in (50, 400):
            path = f"assets/images/organizations/{domain}-{side}x{side}.png"
            _write(out, path, _square(side, provider.number), folders)
            images.append({"url": f"/{path}", "width": side, "height": side})
        fields: dict[str, Any] = {
            "taxonomy": "organization",
            "_id": domain,
            "name": provider.name,
            "domain": domain,
        }
        fields |= {"description": f"{provider.name} publishes here.", "images": images}
        _write(out, f"_data/organizations/{domain}.md", document(fields).encode(), folders)


def _square(side: int, number: int) -> bytes:
    """Return a PNG of one colour."""
    colour = bytes(((number * 37) % 256, (number * 91) % 256, (number * 53) % 256))
    rows = (b"\0" + colour * side) * side
    header = side.to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


def _write(out: Path, path: str, data: bytes, folders: set[str]) -> None:
    folder = path.rpartition("/")[0]
    if folder not in folders:
        (out / folder).mkdir(parents=True, exist_ok=True)
        folders.add(folder)
    with open(f"{out}/{path}", "wb") as file:  # noqa: PTH123 - a hundred thousand times; pathlib costs more
        file.write(data)


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.corpus", description=__doc__)
    parser.add_argument("--size", type=int, required=True, help="records to write")
    parser.add_argument("--seed", type=int, default=1, help="what to invent them from (default 1)")
    parser.add_argument("--out", type=Path, required=True, help="a new or empty folder")
    parser.add_argument(
        "--from", type=Path, dest="source", help="multiply the records of this folder instead"
    )
    given = parser.parse_args(arguments)
    if given.out.exists() and any(given.out.iterdir()):
        parser.error(f"{given.out} is not empty")
    started = perf_counter()
    make_content(given.size, given.seed, given.out, given.source)
    print(f"{given.size:,} records in {given.out} ({perf_counter() - started:.1f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
