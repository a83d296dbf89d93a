"""Prepare HTML that the owner of the site wrote: well formed, so that it cannot break the page around it.

The owner is trusted, so forms, frames, media, classes and scripts with a URL stay. What the page's own policy would
block anyway is removed: inline styles, inline scripts, event attributes.
"""

import re

from generator.normalise.html import allowlist

_MORE = frozenset(
    (
        *(
            "address",
            "area",
            "audio",
            "button",
            "datalist",
            "fieldset",
            "form",
            "h1",
            "hgroup",
            "iframe",
            "input",
        ),
        *(
            "label",
            "legend",
            "map",
            "meter",
            "nav",
            "noscript",
            "optgroup",
            "option",
            "output",
            "picture",
            "progress",
        ),
        *("script", "select", "source", "textarea", "track", "video"),
    )
)
_REMOVED = {"style", "title", "template", "object", "embed", "applet"}
_EVERYWHERE = {"class", "id", "lang", "dir", "title", "role", "hidden", "tabindex", "itemprop"}
_ATTRIBUTES = {
    "a": "href target rel download hreflang type",
    "area": "alt coords href shape",
    "audio": "src controls loop muted preload",
    "button": "type name value disabled",
    "fieldset": "name disabled",
    "form": "action method target enctype autocomplete novalidate accept-charset name",
    "iframe": "src width height allow allowfullscreen loading name referrerpolicy sandbox",
    "img": "src alt width height usemap",
    "input": "type name value placeholder required checked disabled readonly min max step pattern autocomplete size"
    " maxlength minlength list multiple",
    "label": "for",
    "map": "name",
    "meter": "value min max low high optimum",
    "optgroup": "label disabled",
    "option": "value selected disabled label",
    "output": "for name",
    "progress": "value max",
    "script": "src async defer type crossorigin integrity nomodule",
    "select": "name required multiple disabled size",
    "source": "src type media srcset sizes",
    "textarea": "name rows cols placeholder required maxlength disabled",
    "track": "src kind srclang label default",
    "video": "src controls loop muted poster preload width height autoplay playsinline",
}
_TAGS = set(allowlist.TAGS | _MORE)
_ALLOWED: dict[str, set[str]] = {
    **allowlist.ATTRIBUTES,
    "table": {"role"},
    "th": {"scope", *allowlist.ATTRIBUTES["th"]} - {"style"},
    "td": allowlist.ATTRIBUTES["td"] - {"style"},
    **{name: set(names.split()) for name, names in _ATTRIBUTES.items()},
    "*": _EVERYWHERE,
}
_INLINE_SCRIPT = re.compile(r"<script(?![^>]* (?:src=|type=\"application/))[^>]*>.*?</script>", re.DOTALL)
_HREF_LATER = re.compile(r'<a((?: [a-z-]+="[^"]*")+?)( href="[^"]*")')
_HEADING = re.compile(r"(</?h)([1-5])(?=[ >])")


def prepare_own_html(html: str) -> tuple[str, bool]:
    """Return well-formed HTML for a page of the owner, and whether inline styles or scripts were removed.

    The page's title is its only heading of the first level: if there is another one, all go down a level. Links have
    ``href`` as their first attribute.
    """
    import nh3  # only sites with pages of their own need it

    clean = nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_REMOVED,
        attributes=_ALLOWED,
        generic_attribute_prefixes={"data-", "aria-"},
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel"},
    )
    kept = _INLINE_SCRIPT.sub("", clean)
    if "<h1" in kept:
        kept = _HEADING.sub(lambda tag: f"{tag[1]}{int(tag[2]) + 1}", kept)
    lost = kept.count("<script") < clean.count("<script") or "<style" in html.lower()
    return _HREF_LATER.sub(r"<a\2\1", kept), lost
