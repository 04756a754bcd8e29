"""The files that are loaded: those of folders and archives too, each with its name, what it is, and its fingerprint."""

import gzip
import hashlib
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from vakna.core.refusal import BadInput

SMALL = 8 * 1024 * 1024
"""A file up to this size is read whole, together with others; a larger one a piece at a time."""
_BLOCK = 1024 * 1024
BROKEN = (OSError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError)
"""What unpacking raises: RuntimeError is how an archive says that it wants a password."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file to load: a file of the disk, or `inside` an archive. `size` is that of its content."""

    name: str
    path: Path
    inside: str = ""
    packed: bool = False
    size: int = 0

    @property
    def is_small(self) -> bool:
        """Say whether it is read whole."""
        return self.size <= SMALL

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Open its content, unpacked."""
        if self.inside:
            with zipfile.ZipFile(self.path) as archive, archive.open(self.inside) as file:
                yield file
        elif self.packed:
            with gzip.open(self.path) as file:
                yield file  # type: ignore[misc]
        else:
            with self.path.open("rb") as file:
                yield file

    @contextmanager
    def on_disk(self, folder: Path) -> Iterator[Path]:
        """Give a file of the disk with its content: itself, or unpacked for as long as it is needed."""
        if not self.inside and not self.packed:
            yield self.path
            return
        with tempfile.NamedTemporaryFile(dir=folder) as unpacked:
            with self.open() as packed:
                shutil.copyfileobj(packed, unpacked, _BLOCK)
            unpacked.flush()
            yield Path(unpacked.name)

    def fingerprint(self) -> str:
        """Give the SHA-256 of its content: the same content is loaded once, whatever it is called."""
        digest = hashlib.sha256()
        with self.open() as file:
            while block := file.read(_BLOCK):
                digest.update(block)
        return digest.hexdigest()


def find(paths: Iterable[Path]) -> Iterator[Member]:
    """List every file of the paths, by name. Refuses (`BadInput`) a path that is not there."""
    for path in paths:
        if not path.exists():
            raise BadInput("file-unreadable", path=str(path), reason="")
        files = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
        for one in files:
            yield from _of_file(one, str(one.relative_to(path.parent)))


def _of_file(path: Path, name: str) -> Iterator[Member]:
    if path.suffix.lower() == ".zip" and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            inside = sorted((one for one in archive.infolist() if not one.is_dir()), key=lambda one: one.filename)
        yield from (
            Member(name=f"{name}/{one.filename}", path=path, inside=one.filename, size=one.file_size) for one in inside
        )
    elif path.suffix.lower() == ".gz":
        yield Member(name=name.removesuffix(path.suffix), path=path, packed=True, size=_unpacked_size(path))
    else:
        yield Member(name=name, path=path, size=path.stat().st_size)


def _unpacked_size(path: Path) -> int:
    """Count the content of a packed file; one that is broken off counts as far as it can be read."""
    size = 0
    try:
        with gzip.open(path) as file:
            while block := file.read(_BLOCK):
                size += len(block)
    except BROKEN:
        return size
    return size
