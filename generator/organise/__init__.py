"""Items → Catalogue: select the items of a site and link them to topics, providers and each other. Pure: knows no URLs
and no pages."""
