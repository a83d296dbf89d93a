"""Views → HTML, by Jinja templates."""
