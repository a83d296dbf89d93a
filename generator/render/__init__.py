"""Output → bytes. Pure: the same theme, site and output give the same bytes on every machine.

:class:`generator.render.renderer.Renderer` is the door. Only :func:`generator.render.html.theme.load_theme` and the
store of compiled templates touch the disk. What stands on a page was decided in ``plan``; where bytes go, in ``write``.
"""
