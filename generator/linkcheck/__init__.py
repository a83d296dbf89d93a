"""Check that links to other sites still lead somewhere."""
