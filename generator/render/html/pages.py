"""Renders HTML pages. A template sees ``site`` and ``page``; all text is escaped; unknown names are errors.

``page.body`` is the only HTML that is printed with ``|safe``, by ``pages/item.html`` and ``pages/page.html``.
"""

from jinja2 import BytecodeCache

from generator.base.errors import TemplateError
from generator.model.output import Page
from generator.model.views.parts import SiteView
from generator.render.html.asset_urls import AssetUrls
from generator.render.html.environment import make_environment
from generator.render.html.fragments import Fragments
from generator.render.html.json_ld import JsonLd
from generator.render.html.template_errors import render_error
from generator.render.html.text_direction import TextDirection
from generator.render.html.theme import Theme


class PageRenderer:
    """Renders the pages of one site with one theme. Templates are compiled on first use."""

    def __init__(self, theme: Theme, site: SiteView, compiled: BytecodeCache | None = None) -> None:
        self._templates = theme.templates
        self._environment = make_environment(theme.load, compiled)
        fragments, direction = Fragments(self._environment), TextDirection(site.direction)
        self._environment.globals |= {
            "site": site,
            "fragment": fragments.render,
            "fragments": fragments.render_each,
            "described": JsonLd(site).describe,
            "auto_dir": direction.print_attribute,
            "bdi": direction.print_text,
            "asset": AssetUrls(site.assets).find,
        }

    def render(self, page: Page) -> bytes:
        """Return a page in UTF-8 with a final newline. Raises :class:`TemplateError`."""
        try:
            text = self._environment.get_template(page.template).render({"page": page.page})
        except Exception as error:
            names = sorted(self._templates, reverse=True)  # a shipped file has its usual name
            files = {self._templates[name].file: name for name in names}
            template_error = render_error(error, files, self._templates)
            if template_error is None:
                raise
            raise TemplateError(f"{template_error.message} (in {page.path})", template_error.hint) from error
        return text.rstrip("\n").encode("utf-8", "replace") + b"\n"
