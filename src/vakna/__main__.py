"""Lets `python -m vakna` do what the command `vakna` does; knows nothing itself."""

import sys

from vakna.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
