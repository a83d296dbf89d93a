"""Validate feeds against their standards. Pure: takes bytes, returns findings.

The rules are those of the W3C feed validator that can apply to our feeds, plus the best-practices profile of the RSS
Advisory Board. Standards: RSS 2.0, Atom (RFC 4287), Media RSS, RFC 5005, JSON Feed 1.1, OPML 2.0.
:mod:`generator.validate.rules` lists all rules. One rule of the W3C is left out on purpose: that no two Atom entries
have the same date of update. The standard has no such rule, and articles of one day often share a date.
"""
