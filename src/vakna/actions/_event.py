"""One act of a written history: what the rooms that read a document as a history give. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from vakna.core.initiative import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One act: the verb as `room.name`, by whom, when, and the verb's other values but the initiative."""

    at: datetime
    verb: str
    by: Key
    values: Mapping[str, Any] = field(default_factory=dict)
