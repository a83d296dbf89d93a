"""Plan the HTML pages: items, lists, archive, indexes."""
