"""Neutrality for everybody to see: mandates and declarations of intermediaries, and whom the calls reached."""
