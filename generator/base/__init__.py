"""Code that knows nothing about sites: problems, digests, text, dates, URLs, files, processes."""
