"""Hugo as a peer: a converter of records to its front matter, and a site with layouts of equal content."""
