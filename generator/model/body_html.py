"""Images in the HTML of a body: a mark in the HTML, and the image itself in :attr:`Item.body_images`.

A body never holds the URL of an image, so nothing can show one that the settings forbid: the plan puts the images in.
"""

import re
from collections.abc import Callable
from typing import Protocol

from generator.model.item import BodyLink, ItemImage

_MARK = re.compile(r'<img src="image:([0-9]+)"((?: [a-z-]+="[^"]*")*)>')
_ALT = re.compile(r' alt="([^"]*)"')
_GAP = "\0"
"""What a missing image without a text leaves for a moment. Bodies have no such character."""

_EMPTY = re.compile(r"<(a|div|figure|li|p|span)(?: [a-z]+=\"[^\"]*\")*>(?=[^<]*\0)[\s\0]*</\1>")
"""An element that is empty because of a missing image. Cells of tables stay, else the row would be too short."""

_DEEPEST_EMPTY = 4
"""Elements around an image that may be left empty without it, such as a link in a figure."""


class HasBody(Protocol):
    """An item, or a page of the owner: HTML with marks for its images, and links that may lead to this site."""

    @property
    def path(self) -> str:
        """Its file in the content folder."""

    @property
    def body(self) -> str:
        """HTML with marks for images."""

    @property
    def body_images(self) -> tuple[ItemImage, ...]:
        """The images, by the rows in their marks."""

    @property
    def body_links(self) -> tuple[BodyLink, ...]:
        """Links that may lead to this site."""


def mark_image(row: int, attributes: str) -> str:
    """Return the mark of the image at a row of :attr:`Item.body_images`. ``attributes`` are those of its tag, escaped
    and each with a blank before it.

    >>> mark_image(0, ' alt="A loom"')
    '<img src="image:0" alt="A loom">'
    """
    return f'<img src="image:{row}"{attributes}>'


def replace_marks(body: str, show: Callable[[int, str], str | None]) -> str:
    """Return a body with its images. ``show`` takes row and attributes of an image, and returns its HTML or ``None``.

    An image that is not shown leaves its alternative text, as in a browser. Elements that are empty for want of it go,
    too.

    >>> replace_marks('<p><a href="/"><img src="image:0" alt=""></a></p><p>Text</p>', lambda row, attributes: None)
    '<p>Text</p>'
    """

    def replace(mark: re.Match[str]) -> str:
        shown = show(int(mark[1]), mark[2])
        if shown is not None:
            return shown
        alt = _ALT.search(mark[2])
        return alt[1] if alt and alt[1].strip() else _GAP

    html = _MARK.sub(replace, body)
    for _ in range(_DEEPEST_EMPTY if _GAP in html else 0):
        html = _EMPTY.sub(_GAP, html)
    return html.replace(_GAP, "")
