"""Tests with users: planned and read by the team, answered on a telephone by whoever holds the invitation."""
