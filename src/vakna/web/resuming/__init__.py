"""The page of a supplier on hold: asked to continue or be ended between gates, and decided by another person."""
