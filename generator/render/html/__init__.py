"""Renders HTML pages with Jinja templates."""
