"""Limits for the data that a source sends."""

MAX_ENTRIES = 1000
"""Entries of a body that are looked at."""

MAX_BODY = 8_000_000
"""Bytes of a body, unpacked."""

CPU_SECONDS = 20
"""Processor time to parse one body."""

MAX_MEMORY = 512_000_000
"""Bytes that parsing may take beyond the size of the program."""
