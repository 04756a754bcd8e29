"""Tests of the shell's face."""
