"""The tree of sanitised HTML, and the repair of its structure."""
