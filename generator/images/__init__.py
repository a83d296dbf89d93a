"""Wanted pictures → ImageSet: what can be shown, and where it lies."""
