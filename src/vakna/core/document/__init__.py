"""A whole picture as a versioned document, and back: JSON or TOML in, JSON out, with a published JSON Schema.

The same document is export, import, demo data and the input of checks. The shape is read off the picture's own
dataclasses, so that a field cannot exist in one and be missing in the other.
"""

from .codec import decode, encode
from .quick import UNSURE, quickly
from .schema import schema
from .whole import FORMAT, VERSION, dump, load, parse

__all__ = ["FORMAT", "UNSURE", "VERSION", "decode", "dump", "encode", "load", "parse", "quickly", "schema"]
