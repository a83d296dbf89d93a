"""What single commands return."""
