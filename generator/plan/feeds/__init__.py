"""Plan the feeds: which there are, and the entries of each."""
