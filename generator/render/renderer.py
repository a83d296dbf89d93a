"""Entry point of rendering: turns an output of the plan into bytes. Copies and assets are not rendered."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from generator.base.code_version import CodeVersion
from generator.base.digest import combine
from generator.model.output import Document, Feed, LetterIcon, Opml, Page, Sitemap, Text
from generator.model.views.parts import SiteView
from generator.render.html.theme import Theme

if TYPE_CHECKING:
    from generator.render.feeds.renderer import FeedRenderer
    from generator.render.html.pages import PageRenderer

Rendered = Page | Feed | Opml | Document | Sitemap | Text | LetterIcon

PARTS = ("model", "render", "base/ico.py")
LIBRARIES = ("feedgen", "jinja2", "lxml", "markupsafe", "msgspec")


def code_digest(code: CodeVersion) -> bytes:
    """Return a digest of everything except theme and views that affects the bytes: our code, libraries and Python."""
    return combine(code.digest(PARTS, LIBRARIES), sys.implementation.cache_tag or sys.version)


class Renderer:
    """Renders the outputs of one site with one theme. Caches the parts that outputs share.

    Imports Jinja, feedgen and other libraries with the first output that needs them. ``bytecode`` is a folder that
    caches compiled templates between builds. It is created if missing and may be deleted at any time. ``salt`` is the
    digest of the code; entries of other code are ignored.
    """

    def __init__(self, theme: Theme, site: SiteView, bytecode: Path | None = None, salt: bytes = b"") -> None:
        self._theme = theme
        self._site = site
        self._bytecode = bytecode
        self._salt = salt
        self._pages: PageRenderer | None = None
        self._feeds: FeedRenderer | None = None

    def render(self, output: Rendered) -> bytes:
        """Return the bytes of an output. Raises :class:`TemplateError`."""
        if isinstance(output, Page):
            return (self._pages or self._start_pages()).render(output)
        if isinstance(output, Feed):
            return (self._feeds or self._start_feeds()).render(output)
        if isinstance(output, Opml):
            from generator.render.feeds.opml import render_opml

            return render_opml(output)
        if isinstance(output, Document):
            from generator.render.api import render_document  # few sites have an API

            return render_document(output)
        if isinstance(output, Sitemap):
            from generator.render.sitemaps import render_sitemap

            return render_sitemap(output)
        if isinstance(output, Text):
            return output.text.encode()
        if isinstance(output, LetterIcon):
            from generator.render.icons import render_icon  # not for sites with a logo

            return render_icon(output)
        assert_never(output)

    def _start_pages(self) -> "PageRenderer":
        from generator.render.html.bytecode_cache import CompiledTemplates
        from generator.render.html.pages import PageRenderer

        compiled = CompiledTemplates(self._bytecode, self._salt) if self._bytecode else None
        self._pages = PageRenderer(self._theme, self._site, compiled)
        return self._pages

    def _start_feeds(self) -> "FeedRenderer":
        from generator.render.feeds.renderer import FeedRenderer

        self._feeds = FeedRenderer(self._bytecode, self._salt)
        return self._feeds
