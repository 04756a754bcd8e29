"""Pages about many initiatives together."""
