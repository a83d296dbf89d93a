"""Immutable values. Read this folder first: it shows how data flows through a build.

``SourceFile → Record → Item → Catalogue → View → PlannedOutput → Output → OutputAction → BuildReport``

Every value is a frozen :class:`msgspec.Struct`: compared by value, cheap to create, and encoded the same on every
machine. Fingerprints and caches are made from that encoding.
"""
