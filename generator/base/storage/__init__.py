"""Files that builds keep: caches, locks, temporary files."""
