"""Leaves that know nothing of sites: problems, digests, text, dates, workers."""
