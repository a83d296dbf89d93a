"""Renders outputs to bytes. Pure: the same theme, site and output give the same bytes on every machine.

:class:`generator.render.renderer.Renderer` is the entry point. Only :func:`generator.render.html.theme.load_theme` and
the cache of compiled templates touch the disk. ``plan`` decides the contents of a page, ``write`` its location.
"""
