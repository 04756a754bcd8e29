"""Pages of learning: what other initiatives have come to, and how it is done."""
