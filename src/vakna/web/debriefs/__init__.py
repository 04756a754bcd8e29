"""Pages of the talks about a decision: offered to all that a gate ended, answered by each, noted when held."""
