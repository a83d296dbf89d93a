"""Normalise records into items: one record at a time, with typed, repaired and safe values.

:func:`generator.normalise.item.normalise` is the entry point. An invalid optional field is ignored with a warning, and
the item is still built. Only a record without a title is left out. Everything that depends on more than one record
(duplicates, topics, related items) is left to :mod:`generator.organise`.
"""
