"""The formats of feeds, one module each, and what they share. :mod:`generator.ingest.feed_parser` chooses."""
