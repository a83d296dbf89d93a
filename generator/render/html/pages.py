"""HTML pages: a template sees ``site`` and ``page``, everything is escaped, and what it names must exist.

``page.body`` and its like are clean HTML by contract; a template says so with ``|safe`` in the one place.
"""

from jinja2 import BytecodeCache

from generator.base.errors import TemplateError
from generator.model.output import Page
from generator.model.views.parts import SiteView
from generator.render.html.environment import make_environment
from generator.render.html.fragments import Fragments
from generator.render.html.json_ld import JsonLd
from generator.render.html.template_errors import render_error
from generator.render.html.theme import Theme


class PageRenderer:
    """Renders the pages of one site with one theme. Templates are compiled when first used."""

    def __init__(self, theme: Theme, site: SiteView, compiled: BytecodeCache | None = None) -> None:
        self._templates = theme.templates
        self._environment = make_environment(theme.load, compiled)
        fragments = Fragments(self._environment)
        self._environment.globals |= {
            "site": site,
            "fragment": fragments.one,
            "fragments": fragments.each,
            "described": JsonLd(site).of,
        }

    def render(self, page: Page) -> bytes:
        """Return a page as UTF-8 that ends with one newline. Raises :class:`TemplateError`."""
        try:
            text = self._environment.get_template(page.template).render({"page": page.page})
        except Exception as error:
            files = (template.file for template in self._templates.values())
            fault = render_error(error, files, self._templates)
            if fault is None:
                raise
            raise TemplateError(f"{fault.message} (in {page.path})", fault.hint) from error
        return text.rstrip("\n").encode("utf-8", "replace") + b"\n"
