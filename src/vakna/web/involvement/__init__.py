"""Pages about tenderers that took part in preparing: what levels it, what they say, and what is decided."""
