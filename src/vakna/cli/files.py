"""Files named on a command line, read and written; what goes wrong is said with the file's name."""

import json
import sys
from pathlib import Path

from vakna.core.refusal import BadInput


def read(name: str) -> str:
    """Read a file as UTF-8. Refuses (`BadInput`) one that is not there or holds something else."""
    try:
        return Path(name).read_text(encoding="utf-8")
    except OSError as fault:
        raise BadInput("file-unreadable", path=name, reason=fault.strerror or "") from None
    except UnicodeDecodeError:
        raise BadInput("file-not-text", path=name) from None


def write_json(data: object, *, to: str | None) -> None:
    """Write plain data as readable JSON, to a file or where the shell listens. Refuses one that cannot be written."""
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    if to is None:
        sys.stdout.write(text)
        return
    try:
        Path(to).write_text(text, encoding="utf-8")
    except OSError as fault:
        raise BadInput("file-unwritable", path=to, reason=fault.strerror or "") from None
