"""HTTP client with SSRF protection. Every connection to another host goes through this package."""
