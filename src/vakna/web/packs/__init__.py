"""Information packs: made by one press, read by everybody, and carried away as PDF or Word file."""
