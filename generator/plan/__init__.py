"""Catalogue + ImageSet → Plan: every decision about the site: paths, links, lists and feeds. Bytes are made
by render."""
