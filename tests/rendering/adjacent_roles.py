"""Adjacent roles: a card a line where every role is a whole card, else a table."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.records import AdjacentRole, Profile
from rendering.dialect import Dialect
from rendering.number import number


def render_adjacent_roles(profile: Profile, style: Dialect) -> Iterator[list[str]]:
    """Cards, or a table of what is known of each role."""
    roles = profile.adjacent_roles
    if all(role.distance is not None and role.band for role in roles):
        yield style.bullets((0, " ".join(filter(None, _cells(role)))) for role in roles)
        return
    cells = [_cells(role) for role in roles]
    used = [at for at in range(len(COLUMNS)) if any(row[at] for row in cells)]
    if used == [0]:
        yield style.bullets((0, role.title) for role in roles)
        return
    yield style.table([COLUMNS[at] for at in used], [[row[at] for at in used] for row in cells])


COLUMNS = ("Role", "Code", "Distance", "Band")


def _cells(role: AdjacentRole) -> tuple[str, str, str, str]:
    return role.title, role.code or "", "" if role.distance is None else number(role.distance), role.band or ""
