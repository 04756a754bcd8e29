"""A supplier's ability to grow: one page for the supplier itself and for those who assess, and its forms."""
