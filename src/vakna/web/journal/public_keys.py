"""The public keys of the house, as the folder outside the database holds them."""

from pathlib import Path

from django.conf import settings

from vakna.exchange import keys


def all_of_them() -> tuple[keys.PublicKey, ...]:
    """Give every public key the house has had, the one it signs with among them."""
    signing()
    return keys.public_keys(folder=Path(settings.VAKNA_KEYS))


def signing() -> keys.PublicKey:
    """Give the public half of the key that the house signs with now; it is made at first start."""
    return keys.house_key(folder=Path(settings.VAKNA_KEYS), name=settings.VAKNA_HOUSE).public
