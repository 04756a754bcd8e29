"""Files and sealed fields, encrypted at rest with a key that lies outside the database. It knows bytes, not people."""

import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_KEY_FILE = "vault.key"
_CHUNK = 1024 * 1024
_NONCE, _TAG = 12, 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A file in the vault: where, how large its plain bytes are, and their SHA-256 in hexadecimal."""

    place: str
    size: int
    digest: str


def seal(*, plain: bytes, context: str) -> bytes:
    """Encrypt `plain`; it opens only with the same `context` (what it is and whose)."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + _cipher().encrypt(nonce, plain, context.encode())


def unseal(*, sealed: bytes, context: str) -> bytes:
    """Decrypt what `seal` made. Raises InvalidTag when bytes or context are not what they were."""
    return _cipher().decrypt(sealed[:_NONCE], sealed[_NONCE:], context.encode())


def store(*, chunks: Iterable[bytes]) -> Stored:
    """Encrypt a stream to a new file, piece by piece, and hash it on the way. On disk before it returns."""
    place = secrets.token_hex(24)
    digest, size = sha256(), 0
    path = _path(place)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("xb") as out:
        for number, piece in enumerate(_pieces(chunks)):
            digest.update(piece)
            size += len(piece)
            out.write(seal(plain=piece, context=f"{place}/{number}"))
        out.flush()
        os.fsync(out.fileno())
    return Stored(place=place, size=size, digest=digest.hexdigest())


def read(*, place: str) -> Iterator[bytes]:
    """Decrypt a stored file, piece by piece."""
    with _path(place).open("rb") as file:
        number = 0
        while piece := file.read(_NONCE + _CHUNK + _TAG):
            yield unseal(sealed=piece, context=f"{place}/{number}")
            number += 1


def forget(*, place: str) -> None:
    """Remove a stored file's bytes for good."""
    _path(place).unlink(missing_ok=True)


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    held = b""
    for chunk in chunks:
        held += chunk
        while len(held) >= _CHUNK:
            yield held[:_CHUNK]
            held = held[_CHUNK:]
    if held:
        yield held


def _path(place: str) -> Path:
    return Path(settings.MEDIA_ROOT) / place[:2] / place


def _cipher() -> AESGCM:
    return AESGCM(_key())


def _key() -> bytes:
    path = Path(settings.VAKNA_KEYS) / _KEY_FILE
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_suffix(f".{secrets.token_hex(6)}")
        draft.touch(mode=0o600)
        draft.write_bytes(secrets.token_bytes(32))
        try:
            os.link(draft, path)  # several processes may start at once: the first key stands
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes()
