"""Results of single commands."""
