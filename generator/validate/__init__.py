"""Bytes of a feed → Findings: what the standards of feeds say of what we made. Pure; reads no file, changes nothing.

The rules are those of the W3C feed validator as far as they can concern what Broadsheet makes, with the best-practices
profile of the RSS Advisory Board: RSS 2.0, Atom (RFC 4287), Media RSS, RFC 5005, JSON Feed 1.1, OPML 2.0.
:mod:`generator.validate.rules` lists them. One rule of the W3C's is left out on purpose: that no two Atom entries
share a date of update. The standard has no such rule, and articles of one day often do.
"""
