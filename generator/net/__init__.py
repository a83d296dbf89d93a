"""Guarded HTTP: every connection to another host goes through here."""
