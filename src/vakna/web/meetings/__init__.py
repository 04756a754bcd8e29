"""Pages of dialogue in equal times: the times of a stage, booking, minutes, the one common summary."""
