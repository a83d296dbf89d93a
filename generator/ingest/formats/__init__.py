"""The formats of feeds, one module each, and shared code. :mod:`generator.ingest.feed_parser` chooses the format."""
