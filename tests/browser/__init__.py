"""What a person meets, seen through Chromium."""
