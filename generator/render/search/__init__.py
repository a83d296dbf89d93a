"""The search index: items as they are found → the files that a browser searches. Made by Pagefind."""
