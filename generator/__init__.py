"""Broadsheet: a static site generator for an aggregated topic feed."""

__version__ = "0.1.0"
