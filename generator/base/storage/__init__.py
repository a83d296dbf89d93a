"""Caches, locks and temporary files."""
