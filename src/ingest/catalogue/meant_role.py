"""The one role that a code, a title or an id means, be it one with dumps or a derived one."""

from __future__ import annotations

from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ingest.catalogue.dataset import Dataset
from ingest.catalogue.lookup import Role, find_roles, handle, members
from ingest.coordinates import Coordinates, coordinates_of_columns
from ingest.errors import UsageError

_NAMED = 5  # roles that an error lists


class PlacedRole(NamedTuple):
    """A row of `all_roles`: a role, its place in the taxonomy, and the lines that state it."""

    code: str | None
    title: str | None
    path: str | None
    track: str | None
    rank: int | None
    level_order: int | None
    gone: bool
    document_id: str
    profile_id: str
    uri: str
    part_of: str | None
    line_start: int
    line_end: int
    derived: bool

    @property
    def coordinates(self) -> Coordinates | None:
        """Return the role's coordinates; None if it states no code, or no level that its scheme orders."""
        return coordinates_of_columns(self.path, self.track, self.level_order)

    @property
    def page(self) -> Role:
        """The profile that states it, or that describes its level."""
        return Role(self.code, self.title, None, self.uri, self.document_id, self.profile_id)


def meant_role(data: Dataset, wanted: str, roles: pa.Table) -> PlacedRole:
    """Return the role of `roles` (the rows of `all_roles`) that a name means: a code, or a name as `find_roles` takes
    it.

    Raises UsageError if no role or several match, and DamagedDataset.
    """
    named = roles.filter(pc.equal(pc.utf8_lower(roles["code"]), wanted.lower()))
    if not len(named):
        called = find_roles(data, wanted)
        ids = pa.array([role.profile_id for role in called])
        named = roles.filter(pc.and_(pc.invert(roles["derived"]), pc.is_in(roles["profile_id"], value_set=ids)))
        if not len(named) and called[0].is_family:
            of_it = ", ".join(role.named for role in members(data, called[0])[:_NAMED])
            raise UsageError(f"{wanted!r} is a job family, not a role; its roles are: {of_it or 'none'}")
        if not len(named):
            current = f"is a rival of {called[0].code}, whose current profile stands in another dump; name the code"
            raise UsageError(f"{wanted!r} {current}")
    found = [PlacedRole(**row) for row in named.to_pylist()]
    found = [role for role in found if role.code == wanted] or found  # codes may differ in case alone
    if len(found) > 1:
        names = sorted(role.code or f"{handle(None, role.profile_id)} ({role.uri})" for role in found)
        more = ", …" if len(names) > _NAMED else ""
        raise UsageError(f"{wanted!r} names {len(names):,} roles; name one: {', '.join(names[:_NAMED])}{more}")
    return found[0]
