"""Pages about the market: what open data says of who else buys what a need is about."""
