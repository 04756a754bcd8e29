"""Pages about outages of the house and the deadlines that they move."""
