"""Tables that name their rows in two columns, as tables that name them in one: `Craft | Ovens` as `Craft: Ovens`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.blocks import Row, Table

LEAST_COLUMNS = 4  # two of names, and two of what is said


def with_one_column_of_names(table: Table) -> Table | None:
    """The table whose first two columns are one; None for one that is too narrow for that, or has no header."""
    header = table.header
    if header is None or not LEAST_COLUMNS <= len(header.cells) == table.width or not table.rows:
        return None
    first, second, *others = header.cells
    named = header._replace(cells=(second or first, *others))
    return table._replace(header=named, rows=tuple(_joined(table.rows)), width=table.width - 1)


def are_groups(table: Table) -> bool:
    """Whether the first column names groups of rows, which have names of their own in the second column: the name of a
    group is left out or the same where it goes on."""
    named = table.header.cells[2:] if table.header else ()
    rows = [row.cells for row in table.rows if any(row.cells[1:]) and row.cells[2:] != named]
    groups = list(filter(None, (cells[0] for cells in rows)))
    return len(set(groups)) < len(rows) and all(cells[1] for cells in rows)


def _joined(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, each with the name of its group, which is in the first of its rows alone or in all of them."""
    group = ""
    for row in rows:
        if len(row.cells) < 2:
            yield row
            continue
        first, second, *others = row.cells
        heads_group = not any(row.cells[1:])
        group = "" if heads_group else first or group
        yield row._replace(cells=(f"{group}: {second}" if group and second else second or first, *others))
