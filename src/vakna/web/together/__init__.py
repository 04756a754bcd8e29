"""Working together: tasks, anchoring, advice, one shared timeline, and the intermediary's own page."""
