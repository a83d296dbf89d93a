"""Explain text that YAML drops or that means nothing: tags, anchors, comments that look like text, ``None`` as a name.

Each function returns a message and a hint, or ``None`` if nothing is wrong.
"""

import re
from typing import Any

from generator.base.redact import shorten_quote

_QUOTE = "Put the value in quotes."

_STANDARD_TAG = "tag:yaml.org,2002:"

_CUT = re.compile(r"[ \t]+(#\S+)")
"""A comment right after a value that looks like text. ``# `` and a space begins an intended comment."""

_NON_NAMES = frozenset({"None", "undefined", "NaN", ".nan", ".NaN", ".NAN"})

_NAMES = re.compile(
    r"(?:.*\.)?(?:topics|tags|levels|category|provider|affiliation|authors|publishers|parent|name)(?:\[\d+\])?(?:\.name)?"
)
"""Fields that hold the names of topics, people and providers."""

_LONGEST = 30
"""Most characters of a quoted text."""


def explain_lost_text(head: str, event: Any) -> tuple[str, str] | None:
    """Explain a tag that is not one of YAML's own, or the comment that cuts off a plain scalar."""
    if event.tag is not None and not event.tag.startswith(_STANDARD_TAG):
        return f"found '{_shorten(event.tag)}' before a value: YAML reads it as a tag and drops it", _QUOTE
    if event.implicit[0] and (cut := _CUT.match(head, event.end_mark.index)):
        return (
            f"found ' {_shorten(cut[1])}': YAML reads the rest of the line as a comment and drops it",
            _QUOTE,
        )
    return None


def explain_unused_anchor(event: Any) -> tuple[str, str]:
    """Explain an anchor that no alias names, so that it was probably meant as text."""
    return (
        f"found '&{_shorten(event.anchor)}' before a value: YAML reads it as an anchor and drops it",
        _QUOTE,
    )


def explain_non_name(text: str, field: str) -> tuple[str, str] | None:
    """Explain a plain scalar by which a program wrote "no value" as the name of a topic, a person or a provider."""
    if text not in _NON_NAMES or not _NAMES.fullmatch(field):
        return None
    hint = "Remove it. If it really is a name, put it in quotes."
    return f"expected a name, found {text}, by which programs mean 'no value': ignored", hint


def _shorten(text: str) -> str:
    return shorten_quote(text, _LONGEST)
