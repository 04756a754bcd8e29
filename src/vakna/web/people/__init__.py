"""Pages of persons: log-in, registration, one's own start page, the demo's cast, letters."""
