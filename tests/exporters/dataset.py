"""All tables of a few dumps, with what is hard to write: nulls, empty texts, quotes, line ends, formulas."""

from __future__ import annotations

import pyarrow as pa

from ingest.tables import TABLES, collect, merge_paragraphs, merge_roles, panel_tables, paragraph_partial, role_partial
from tables.sample import dump, profile

NASTY = ("=1+1", "'=x", "a\r\nb", 'say "so", please', "", " ", "－1", "\tx", "ünï ✓ 漢字", "NULL", "null", "NA")


def tables(dumps: int = 4) -> dict[str, pa.Table]:
    outcomes = [
        dump(f"raw/{number}.txt", profile(duty=NASTY[number % len(NASTY)]), profile(None)) for number in range(dumps)
    ]
    base = collect(outcomes)
    (paragraphs,) = merge_paragraphs([[paragraph_partial(base["paragraph_occurrences"])]])
    (roles,) = merge_roles([[role_partial(base["profiles"], base["documents"])]], ["raw"])
    every = base | {"paragraphs": paragraphs, "roles": roles} | panel_tables(outcomes)
    return {name: every[name] for name in TABLES}
