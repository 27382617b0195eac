"""Truth: what people found on a page, in a JSON file beside it. `docs/score.md` describes the format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator

from ingest.errors import UsageError
from ingest.section_kinds import KINDS as SECTION_KINDS
from ingest.sources.file_formats import FORMATS

SUFFIX = ".gold.json"

_BESIDE_KINDS = ("title", "code", "fact", "requirements/required", "requirements/preferred", "other")
KINDS = (*_BESIDE_KINDS, *(kind for kind in SECTION_KINDS if kind != "facts"))
"""What a line can be about. `other`: content of none of the kinds; `furniture`: menus, footers and the like."""

BESIDE: frozenset[str] = frozenset(("other", "furniture"))
"""Kinds of lines that no field of a record has to hold."""


def _kinds(given: object) -> object:
    kinds = [given] if isinstance(given, str) else given
    if kinds == []:
        raise ValueError("a kind is missing")
    for kind in kinds if isinstance(kinds, list) else ():
        if kind not in KINDS:
            raise ValueError(f"{kind!r} is no kind; kinds are {', '.join(KINDS)}")
    return kinds


class Label(NamedTuple):
    """The kind of some lines, 1-based and inclusive. Several kinds: each is right. `role` 0: all roles of the page."""

    first: int
    last: int
    kinds: Annotated[tuple[str, ...], BeforeValidator(_kinds)]
    role: int = 0


class Years(NamedTuple):
    """Years of experience that a line asks for."""

    line: int
    min: float | None
    max: float | None


class StatedPay(NamedTuple):
    """Pay that a line states."""

    line: int
    min: float | None
    max: float | None
    currency: str | None
    period: str | None


class StatedFact(NamedTuple):
    """A key-value line. The key is in snake case."""

    line: int
    key: str
    value: str


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class NamedLevel(_Part):
    """A level as the page names it."""

    label: str
    line: int | None = None


class NamedRole(_Part):
    """A role, or a level of a ladder, with its title as people would write it. `line` None: it is only implied."""

    title: str
    line: int | None = None
    level: NamedLevel | None = None


class Truth(_Part):
    """What a page says. If `profile` is False, the page is not about a role, and the other fields may be missing."""

    org: str = ""
    language: str = ""
    profile: bool
    shape: Literal["single", "family", "ladder", "matrix", "listing", "none"] = "single"
    roles: tuple[NamedRole, ...] = ()
    labels: tuple[Label, ...] = ()
    years: tuple[Years, ...] = ()
    pay: tuple[StatedPay, ...] = ()
    facts: tuple[StatedFact, ...] = ()

    @model_validator(mode="after")
    def _roles_are_there(self) -> Self:
        for label in self.labels:
            if not 0 <= label.role <= len(self.roles):
                raise ValueError(f"lines {label.first} to {label.last} are of role {label.role} of {len(self.roles)}")
        return self


NO_ROLE = Truth(profile=False, shape="none")


class Page(NamedTuple):
    """A page and its truth. `name` is its path below the folder that was asked for."""

    name: str
    path: Path
    truth: Truth


def labelled_pages(folder: Path) -> Iterator[Page]:
    """Return all pages of a folder, at any depth, that have truth beside them.

    Raises UsageError if there are none, if a page is missing, or if a truth file violates `docs/score.md`.
    """
    found = sorted(folder.rglob(f"*{SUFFIX}"))
    if not found:
        raise UsageError(
            f"{folder}: no page has its truth (NAME{SUFFIX}) beside it; name a folder of pages that are "
            "about no role with --negatives"
        )
    for path in found:
        stem = path.with_name(path.name.removesuffix(SUFFIX))
        page = next((page for suffix in FORMATS if (page := Path(f"{stem}{suffix}")).is_file()), None)
        if page is None:
            raise UsageError(f"{path}: its page is missing: {stem.name} with one of {', '.join(FORMATS)}")
        yield Page(page.relative_to(folder).as_posix(), page, load_truth(path))


def negative_pages(folder: Path) -> Iterator[Page]:
    """Return all pages of a folder, at any depth; none of them is about a role. Raises UsageError if there are none."""
    found = [path for path in sorted(folder.rglob("*")) if path.suffix in FORMATS and path.is_file()]
    if not found:
        raise UsageError(f"{folder}: no page; pages are named {', '.join('*' + suffix for suffix in FORMATS)}")
    for path in found:
        yield Page(path.relative_to(folder).as_posix(), path, NO_ROLE)


def load_truth(path: Path) -> Truth:
    """The truth in a file. Raises UsageError that names the file and the first thing that is wrong in it."""
    try:
        return Truth.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"]).strip(".")
        raise UsageError(
            f"{path}: {place + ': ' if place else ''}{first['msg'].removeprefix('Value error, ')}"
        ) from error
