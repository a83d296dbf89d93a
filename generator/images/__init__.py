"""Fetch images, read local ones, and create the variants that pages show."""
