"""Tests of the wing that asks open data."""
