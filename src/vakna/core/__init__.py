"""What is true without a computer: standard library only, no clock, no randomness, no storage."""
