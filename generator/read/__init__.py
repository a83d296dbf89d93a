"""Read files into records and settings: scan folders, decode, parse, and cache the result.

This package does not interpret fields; :mod:`generator.normalise` does. It drops ``secured`` from every record before
another stage can see it. :mod:`generator.read.leak_check` checks that no output contains such a value.
"""
