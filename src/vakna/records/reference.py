"""Reads the reference lists. A list that has not been loaded is empty: pages say so, and work."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from vakna.core.public_bodies import PublicBody, bodies
from vakna.records import models as m

Row = Mapping[str, str]


def rows(name: str) -> Sequence[Row]:
    """Give the rows of a list. One question to the database; the content is kept as long as it is the same."""
    digest = m.ReferenceList.objects.filter(name=name).values_list("sha256", flat=True).first()
    return _content(name, digest) if digest else ()


@lru_cache(maxsize=16)
def _content(name: str, digest: str) -> Sequence[Row]:
    row = m.ReferenceList.objects.filter(name=name, sha256=digest).first()
    return tuple(row.rows) if row else ()


def public_bodies() -> tuple[PublicBody, ...]:
    """Give the public bodies of the registers that have been loaded."""
    loaded = dict(m.ReferenceList.objects.filter(name__in=_REGISTERS).values_list("name", "sha256"))
    return _bodies(tuple(sorted(loaded.items())))


_REGISTERS = ("municipalities", "regions", "agencies")


@lru_cache(maxsize=4)
def _bodies(loaded: tuple[tuple[str, str], ...]) -> tuple[PublicBody, ...]:
    return bodies({name: _content(name, digest) for name, digest in loaded})


def cpv_label(code: str, language: str) -> str | None:
    """Give what a beginning of a CPV code is called (`72` is division 72); nothing when the list is not loaded."""
    wanted = code.ljust(8, "0")
    return next((row[language] or row["en"] for row in rows("cpv") if row["code"] == wanted), None)


def cpv_labels(codes: Collection[str], language: str) -> Mapping[str, str]:
    """Give what whole CPV codes are called, each that the list has; no question where no code is asked about."""
    found = rows("cpv") if codes else ()
    return {row["code"]: row[language] or row["en"] for row in found if row["code"] in codes}


def counties() -> Mapping[str, str]:
    """Give the county code of each Swedish NUTS code, as the register of regions has them."""
    return {row["nuts3"]: row["county_code"] for row in rows("regions")}


def areas(language: str) -> Mapping[str, str]:
    """Give what each NUTS code is called: in Swedish where the list has that, else as it is called there."""
    return {row["code"]: row[f"name_{language}"] or row["name_en"] for row in rows("nuts")}
