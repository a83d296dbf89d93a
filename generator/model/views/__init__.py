"""What pages, feeds and API documents show: complete, immutable, hashable."""
