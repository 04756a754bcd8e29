"""Makes one row a procurement, sum, lot and supplier of what many releases and files have said: the latest word counts.

Written by DuckDB with little memory (what does not fit goes to disk), sorted by code so that a question reads little.
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .store import Store
from .tables import TABLES, write

_CURRENT = "current.json"
_MEMORY = "2GB"
"""What DuckDB may take at most. A share of `_TOGETHER` rows takes a fifth of that, however much has been loaded."""
_TOGETHER = 200_000
_HELD = 20_000
"""How many rows are settled at once, and how many of them wait in memory while they are laid in shares."""

_MAKES = {
    "names": """
        SELECT source, key, (getvariable('numbered') + row_number() OVER ())::INTEGER AS number FROM (
            SELECT source, key FROM procurements UNION SELECT source, key FROM sums
            UNION SELECT source, key FROM lots UNION SELECT source, key FROM suppliers
        )
    """,
    "whole": """
        SELECT source, key, min(day) AS day, arg_max(cpv, day_or_none) AS cpv, arg_max(title, day_or_none) AS title,
            bool_or(framework) AS framework, bool_or(innovation) AS innovation,
            coalesce(bool_or(joint), false) OR count(DISTINCT buyer) > 1 AS joint
        FROM (SELECT *, coalesce(day, '') AS day_or_none FROM procurements) GROUP BY source, key
    """,
    "buyers": """
        SELECT source, key, buyer, arg_max(buyer_name, coalesce(day, '')) AS buyer_name,
            arg_max(sector, coalesce(day, '')) AS sector, arg_max(region, coalesce(day, '')) AS region,
            any_value(file) AS file
        FROM procurements WHERE buyer IS NOT NULL GROUP BY source, key, buyer
    """,
    "lead": "SELECT source, key, min(buyer) AS buyer FROM buyers GROUP BY source, key",
    "procurements": """
        SELECT w.source, coalesce(b.file, '') AS file, w.key, w.day, w.cpv, b.buyer, b.buyer_name, b.sector, b.region,
            w.title, w.framework, w.joint, w.innovation, n.number, b.buyer IS NOT DISTINCT FROM l.buyer AS first
        FROM whole w JOIN names n USING (source, key)
            LEFT JOIN buyers b USING (source, key) LEFT JOIN lead l USING (source, key)
        ORDER BY w.cpv
    """,
    "best": """
        SELECT source, key, min(CASE basis WHEN 'award' THEN 1 WHEN 'contract' THEN 2 ELSE 3 END) AS rank
        FROM sums GROUP BY source, key
    """,
    "sums": """
        WITH one AS (
            SELECT * FROM sums
            QUALIFY row_number() OVER (
                PARTITION BY source, key, cpv, basis, part, currency ORDER BY day DESC, file, amount DESC
            ) = 1
        )
        SELECT s.source, any_value(s.file) AS file, s.key, min(coalesce(s.day, w.day)) AS day,
            coalesce(s.cpv, w.cpv) AS cpv, coalesce(s.buyer, l.buyer) AS buyer, '' AS part, s.basis,
            sum(s.amount) AS amount, s.currency, bool_or(s.ceiling OR coalesce(w.framework, false)) AS ceiling,
            any_value(n.number) AS number
        FROM one s JOIN best b USING (source, key) JOIN names n USING (source, key)
            LEFT JOIN whole w USING (source, key) LEFT JOIN lead l USING (source, key)
        WHERE b.rank = CASE s.basis WHEN 'award' THEN 1 WHEN 'contract' THEN 2 ELSE 3 END
        GROUP BY s.source, s.key, coalesce(s.cpv, w.cpv), coalesce(s.buyer, l.buyer), s.basis, s.currency
        ORDER BY cpv
    """,
    "lots": """
        SELECT x.source, x.file, x.key, coalesce(x.day, w.day) AS day, coalesce(x.cpv, w.cpv) AS cpv,
            coalesce(x.buyer, l.buyer) AS buyer, x.lot, x.tenders, n.number
        FROM lots x JOIN names n USING (source, key)
            LEFT JOIN whole w USING (source, key) LEFT JOIN lead l USING (source, key)
        QUALIFY row_number() OVER (PARTITION BY x.source, x.key, x.lot ORDER BY x.day DESC, x.file, x.tenders DESC) = 1
        ORDER BY cpv
    """,
    "suppliers": """
        SELECT x.source, any_value(x.file) AS file, x.key, min(coalesce(x.day, w.day)) AS day,
            coalesce(x.cpv, w.cpv) AS cpv, coalesce(x.buyer, l.buyer) AS buyer, x.lot, x.supplier,
            any_value(x.supplier_name) AS supplier_name, any_value(x.size) AS size,
            any_value(n.number) AS number
        FROM suppliers x JOIN names n USING (source, key)
            LEFT JOIN whole w USING (source, key) LEFT JOIN lead l USING (source, key)
        GROUP BY x.source, x.key, coalesce(x.cpv, w.cpv), coalesce(x.buyer, l.buyer), x.lot, x.supplier
        ORDER BY cpv
    """,
}
"""In this order: what later ones are made of comes first. Each procurement gets a `number`, which is quicker to count
than its key, and one of its rows is the `first`: counting those counts procurements. An award goes before a contract, a
contract before an estimate, so that no money is counted twice. A sum without a code or buyer has its procurement's."""


def current(store: Store) -> dict[str, Any] | None:
    """Say which tables are in force and what they were made of; nothing before the first load."""
    file = store.folder / _CURRENT
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else None


def is_settled(store: Store) -> bool:
    """Say whether the tables hold all that the ledger counts."""
    said = current(store)
    return said is not None and said["lines"] == sum(1 for _ in store.lines())


def settle(store: Store) -> None:
    """Make the tables anew beside the old ones, and put them in force at one instant."""
    before = current(store)
    generation = before["generation"] + 1 if before else 1
    folder = store.folder / f"tables-{generation:06d}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    _make(store, folder)
    files = store.known()
    said = {
        "generation": generation, "folder": folder.name, "lines": sum(1 for _ in store.lines()),
        "files": [{"sha256": key, "name": one.name, **one.outcome.dump()} for key, one in files.items()],
    }  # fmt: skip
    begun = store.folder / f"{_CURRENT}.begun"
    begun.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    begun.replace(store.folder / _CURRENT)
    _clear(store, keep={folder.name, before["folder"] if before else ""})


def _make(store: Store, folder: Path) -> None:
    """Let DuckDB write each table, a share of the procurements at a time; it may use two processors."""
    import duckdb  # slow import

    spill = folder / "spill"
    spill.mkdir()
    settings: dict[str, Any] = {
        "memory_limit": _MEMORY, "threads": 2, "temp_directory": str(spill), "preserve_insertion_order": False,
        "partitioned_write_flush_threshold": _HELD,
    }  # fmt: skip
    with duckdb.connect(config=settings) as hands:
        files = {name: _parts(store, name, spill) for name in TABLES}
        shares = _share_out(hands, files, spill)
    numbered = 0
    for share in range(shares):
        with duckdb.connect(config=settings) as hands:
            mine = files if shares == 1 else {name: _laid(spill, name, share) for name in TABLES}
            numbered = _one_share(hands, mine, share, numbered, folder)
    shutil.rmtree(spill)


def _share_out(hands: Any, files: Mapping[str, list[str]], spill: Path) -> int:
    """Lay the rows of all files in shares by the key of their procurement; give how many shares there are."""
    rows = 0
    for name, parts in files.items():
        hands.read_parquet(parts).create_view(name)
        rows = max(rows, hands.table(name).count("*").fetchall()[0][0])
    shares = 1 + rows // _TOGETHER
    for name in TABLES if shares > 1 else ():
        shared = hands.table(name).project(f"*, hash(source, key) % {shares} AS share")
        shared.to_parquet(str(spill / name), partition_by=["share"])
    return shares


def _parts(store: Store, name: str, spill: Path) -> list[str]:
    """Give the files of every part that hold rows of a table, after an empty one."""
    empty = spill / f"no-{name}.parquet"
    write(name, [], empty)
    parts = (store.parts / line["part"] / f"{name}.parquet" for line in store.lines())
    return [str(empty), *(str(one) for one in parts if one.exists())]


def _laid(spill: Path, name: str, share: int) -> list[str]:
    """Give the files in which a share of a table was laid, after an empty one."""
    return [str(spill / f"no-{name}.parquet"), *map(str, (spill / name / f"share={share}").glob("*.parquet"))]


def _one_share(hands: Any, files: Mapping[str, list[str]], share: int, numbered: int, folder: Path) -> int:
    """Write a share of each table; procurements are numbered on from `numbered`. Give the number of the last."""
    hands.sql(f"SET VARIABLE numbered = {numbered}")
    for name, rows in files.items():
        hands.read_parquet(rows).create_view(name)
    for name, sql in _MAKES.items():
        if name in TABLES:
            hands.sql(sql).to_parquet(str(folder / f"{name}-{share:04d}.parquet"), compression="zstd")
        else:
            hands.sql(f"CREATE TEMP TABLE {name} AS {sql}")
    return numbered + int(hands.table("names").count("*").fetchall()[0][0])


def _clear(store: Store, keep: set[str]) -> None:
    """Take old tables away, but not those that a question may still be reading."""
    for one in store.folder.glob("tables-*"):
        if one.name not in keep:
            shutil.rmtree(one)
