"""Record → Item | Problems: one record at a time; typed, repaired, safe to show.

:func:`generator.normalise.item.normalise` is the stage. A faulty optional field is left out with a
warning and the item is still built; only a record without any title is left out whole. What
depends on more than one record (duplicates, topics, who is related) is left to the organise stage.
"""
