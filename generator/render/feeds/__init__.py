"""Renders RSS, Atom, JSON Feed and OPML."""
