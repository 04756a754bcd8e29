"""Files that come with what the team writes: how several are chosen at once, and how they are handed to the action."""

from collections.abc import Iterable
from typing import Any

from django import forms

from vakna.actions.dialogue import Upload


class _Several(forms.FileInput):
    allow_multiple_selected = True


class Papers(forms.FileField):
    """Any number of files, or none."""

    widget = _Several

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Give every file that came, in order."""
        given = data if isinstance(data, list | tuple) else [data]
        return [super(Papers, self).clean(one, initial) for one in given if one]


def uploads(files: Iterable[Any]) -> tuple[Upload, ...]:
    """Hand files over as the action takes them."""
    return tuple(
        Upload(name=one.name or "fil", media_type=one.content_type or "", size=one.size or 0, chunks=one.chunks())
        for one in files
    )
