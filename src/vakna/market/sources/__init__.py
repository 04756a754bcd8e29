"""One room per kind of source. Each turns what it reads into rows of the four tables, and counts what it could not."""
