"""Server pages for people. It shows and asks; what changes is changed by actions."""
