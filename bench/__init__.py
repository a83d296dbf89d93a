"""The benchmark: corpora of any size, and Broadsheet beside its peers on them. Not part of the program."""
