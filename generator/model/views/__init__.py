"""Immutable values with everything that pages, feeds and API documents show."""
