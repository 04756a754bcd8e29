"""Wires the house: settings, addresses, server entry. It decides nothing about initiatives."""
