"""The face for other programs: read-only JSON under a version, with what anybody may know and nothing else."""
