"""The only rooms that change anything. Every verb: `by` whom, `at` when; one lock, one transaction, one entry."""
