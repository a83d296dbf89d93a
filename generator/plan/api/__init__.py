"""Plan the JSON API."""
