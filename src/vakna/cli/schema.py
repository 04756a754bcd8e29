"""Shows the form of an initiative's document. Needs no database."""

import json
from argparse import Namespace

from vakna.core import document


def run(asked: Namespace) -> int:  # noqa: ARG001  every command is called alike
    """Print the JSON Schema of the document."""
    print(json.dumps(document.schema(), ensure_ascii=False, indent=1))
    return 0
