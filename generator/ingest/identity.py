"""Which known record an entry is (§7)."""
