"""Plan + trace → output/: decide which files have changed, write them atomically, remove only files of Broadsheet."""
