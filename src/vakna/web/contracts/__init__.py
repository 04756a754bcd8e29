"""Pages of contracts: what one says and pays, what named buyers call off, and suppliers that leave or are bought."""
