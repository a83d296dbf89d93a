"""Plan + trace → output/: decide what moved, write it atomically, remove only what is ours."""
