"""Ids that hold: tag: URIs (RFC 4151) made of an authority and the key of what they name, and of nothing else."""

from generator.base.digest import digest


def build_tag_uri(authority: str, key: str) -> str:
    """Return the id of an item, the same in every feed: no title, date, host, path or topic can move it."""
    return f"tag:{authority}:item/{digest(key.encode()).hex()}"
