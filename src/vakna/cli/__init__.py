"""The shell's face: reads a command line, calls one action or reads one thing, and says how it went."""
