"""Permanent ids of items: tag: URIs (RFC 4151)."""

from generator.base.digest import digest


def build_tag_uri(authority: str, key: str) -> str:
    """Return an item's id, made from the authority and the item's key only.

    It is the same in every feed. Title, date, host, path and topics do not affect it.
    """
    return f"tag:{authority}:item/{digest(key.encode()).hex()}"
