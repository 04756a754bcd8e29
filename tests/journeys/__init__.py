"""Whole stories, told over the pages and the actions without a browser."""
