"""Checks of a published site: each file on its own, then links and sitemaps across files. Does not touch the disk."""
