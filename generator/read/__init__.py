"""Bytes on disk become records: walk, decode, split, parse, and remember what was parsed.

Nothing here says what a field *means*; that is ``normalise``. ``secured`` ends here: it is dropped from every
record before another stage sees it, and :mod:`generator.read.leak_check` proves that none of it got out.
"""
