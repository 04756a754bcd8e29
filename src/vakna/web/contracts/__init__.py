"""Pages of contracts: what one says and pays, options used, call-offs by named buyers, suppliers that leave."""
