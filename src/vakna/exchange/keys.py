"""The house key: the Ed25519 key that signs for this house, and the folder outside the database where it lies.

Keys are written as in Go's checksum database (golang.org/x/mod/sumdb/note). Must not know what is signed.
"""

import os
import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ..core.refusal import BadInput

PRIVATE_FILE = "house.key"
_ED25519 = b"\x01"
_ID_SIZE, _KEY_SIZE = 4, 32
_PRIVATE_PREFIX = "PRIVATE+KEY+"
_NAME = re.compile(r"[^\s+\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKey:
    """A key that notes can be checked against. `raw` is its 32 bytes."""

    name: str
    raw: bytes

    @property
    def key_id(self) -> str:
        """Give the eight hexadecimal figures that tell keys of one name apart."""
        return sha256(f"{self.name}\n".encode() + _ED25519 + self.raw).hexdigest()[: 2 * _ID_SIZE]

    def __str__(self) -> str:
        """Write the key as one line: name+key id+base64."""
        return f"{self.name}+{self.key_id}+{b64encode(_ED25519 + self.raw).decode()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseKey:
    """The key that signs for the house. `seed` is the secret, 32 bytes; it is kept out of every printed form."""

    name: str
    seed: bytes = field(repr=False)

    @property
    def public(self) -> PublicKey:
        """Give the half that may be published."""
        return PublicKey(name=self.name, raw=self._signer().public_key().public_bytes_raw())

    def sign(self, text: str) -> bytes:
        """Give the Ed25519 signature over the text's bytes."""
        return self._signer().sign(text.encode())

    def _signer(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def generate(*, name: str) -> HouseKey:
    """Make a new key from the system's randomness. The name is one word without plus signs, such as a host name."""
    if not is_name(name=name):
        raise BadInput("key-name", given=name)
    return HouseKey(name=name, seed=Ed25519PrivateKey.generate().private_bytes_raw())


def read_public_key(*, text: str) -> PublicKey:
    """Read a key written name+key id+base64. Refuses (`BadInput`) another form, and an id that is not the key's own."""
    key = PublicKey(name=_key_name(text), raw=_key_bytes(text))
    if str(key) != text.strip():
        raise BadInput("key-unreadable", given=text[:80])
    return key


def _key_name(text: str) -> str:
    name = text.strip().partition("+")[0]
    if not is_name(name=name):
        raise BadInput("key-unreadable", given=text[:80])
    return name


def _key_bytes(text: str) -> bytes:
    kind, raw = b"", b""
    if text.count("+") >= 2:
        data = read_base64(text=text.strip().split("+", 2)[2])
        kind, raw = data[:1], data[1:]
    if kind != _ED25519 or len(raw) != _KEY_SIZE:
        raise BadInput("key-unreadable", given=text[:80])
    return raw


def house_key(*, folder: Path, name: str) -> HouseKey:
    """Give the key that signs for the house, making it at first start.

    The folder lies outside the database and is readable by its owner alone. It holds `house.key` (Go's private form,
    which carries the name, so that a later change of `name` changes nothing) and one `<key id>.pub` for each key there
    ever was. Several processes may start at once: one of them makes the key and all of them use it.
    """
    path = folder / PRIVATE_FILE
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _place_first(path, _private_text(generate(name=name)))
    key = _read_private(path)
    _publish(folder, key.public)
    return key


def rotate(*, folder: Path, name: str) -> HouseKey:
    """Replace the house key by a new one. The old secret is gone; its public half stays, so old notes still hold."""
    house_key(folder=folder, name=name)
    key = generate(name=name)
    _publish(folder, key.public)
    _write(folder / PRIVATE_FILE, _private_text(key), mode=0o600)
    return key


def public_keys(*, folder: Path) -> tuple[PublicKey, ...]:
    """Give every public key the house has had, in order of key id."""
    return tuple(read_public_key(text=path.read_text("utf-8")) for path in sorted(folder.glob("*.pub")))


def _private_text(key: HouseKey) -> str:
    secret = b64encode(_ED25519 + key.seed).decode()
    return f"{_PRIVATE_PREFIX}{key.name}+{key.public.key_id}+{secret}\n"


def _read_private(path: Path) -> HouseKey:
    text = path.read_text("utf-8")
    bare = text.removeprefix(_PRIVATE_PREFIX)
    try:
        key = HouseKey(name=_key_name(bare), seed=_key_bytes(bare))
    except BadInput:
        key = None
    if key is None or _private_text(key) != text:
        # The refusal of a public key would print what it was given.
        raise BadInput("house-key-unreadable", file=path.name)
    return key


def _publish(folder: Path, key: PublicKey) -> None:
    path = folder / f"{key.key_id}.pub"
    if not path.exists():
        _write(path, f"{key}\n", mode=0o644)


def _place_first(path: Path, text: str) -> None:
    """Put a new file in place whole, unless another process was first."""
    draft = _draft(path, text, mode=0o600)
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def _write(path: Path, text: str, *, mode: int) -> None:
    _draft(path, text, mode=mode).replace(path)


def _draft(path: Path, text: str, *, mode: int) -> Path:
    """Write a file beside its place and flush it to disk, so that what is moved in is never half."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return draft


def is_name(*, name: str) -> bool:
    """Say whether a key may be called this: no spaces, no plus signs."""
    return _NAME.fullmatch(name) is not None


def read_base64(*, text: str) -> bytes:
    """Read strict base64; give nothing when it is not, or when the same bytes are written another way."""
    try:
        data = b64decode(text, validate=True)
    except (Base64Error, ValueError):
        return b""
    return data if b64encode(data).decode() == text else b""
