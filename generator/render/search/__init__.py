"""Builds the search index with Pagefind: search entries in, the files that a browser loads out."""
