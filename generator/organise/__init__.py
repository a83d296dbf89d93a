"""Items → Catalogue: which items there are and how they hang together. Pure; no addresses, no pages."""
