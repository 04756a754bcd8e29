"""Pages of spread."""
