"""Turn the results of commands into text, JSON and GitHub annotations."""
