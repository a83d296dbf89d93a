"""Plan the feeds and their entries."""
