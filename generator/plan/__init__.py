"""Catalogue + ImageSet → Plan: every decision about the site. Paths, links, lists, feeds; no bytes."""
