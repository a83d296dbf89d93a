"""Frozen values only: read this folder and you know the program.

In flow order: ``SourceFile → Record → Item → Catalogue → View → Output → Plan → Action → BuildReport``.
Every value is a frozen :class:`msgspec.Struct`: compared by value, cheap to make, and encoded
the same on every machine, which is what fingerprints and stores are made from.
"""
