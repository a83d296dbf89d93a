"""Check that links to other sites still work."""
