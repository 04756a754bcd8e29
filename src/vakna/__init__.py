"""Vakna: innovation processes of public organisations, from a shared need to a solution that many use."""
