"""The one Django app that remembers. It stores and fetches; it decides nothing and never changes a row itself."""
