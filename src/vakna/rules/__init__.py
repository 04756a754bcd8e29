"""The linter of initiatives: principles, investment logic and the seed's warnings as checks of a picture.

A wing of its own: it reads `core` and knows no database, no clock, no page. A rule only judges; it changes nothing.
"""
