"""The one chart room: plain values in, SVG and the same numbers as table cells out.

Knows geometry and type, never Django, a language, a clock or an initiative: every word arrives already written.
"""
