"""The User-Agent of every request."""

from urllib.parse import urlsplit


def build_user_agent(version: str, base_url: str) -> str:
    """Return the User-Agent of a build. It contains the site's URL, so that hosts can contact the owner.

    >>> build_user_agent("1.2", "https://example.org/feed/")
    'Broadsheet/1.2 (+https://example.org/feed/)'
    """
    is_here = urlsplit(base_url).hostname in ("localhost", "127.0.0.1", "::1")
    contact = "" if is_here else f" (+{base_url})"
    return f"Broadsheet/{version}{contact}"
