"""The files that a run reads, made into steps when they are asked for: there may be a million, and a step is large."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ingest.shard.receipt import Task
from ingest.sources.listing import Listing

Reason = Literal["new", "touched", "parser", "grammar", "setting", "damaged", "retry", "schema"]


class Step(NamedTuple):
    """A file to read, and why. `touched`: its stamp says nothing, so its content has to."""

    task: Task
    reason: Reason


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps in the order of their uris: places in `files`, reasons, and what is `known` of some of the files."""

    files: Listing
    places: list[int] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    known: dict[int, dict[str, str]] = field(default_factory=dict)

    def add(self, place: int, reason: Reason, known: dict[str, str]) -> None:
        """The next file; `known` are the digests of contents whose rows are still good, by uri."""
        self.places.append(place)
        self.reasons.append(reason)
        if known:
            self.known[place] = known

    def __len__(self) -> int:
        """How many files are to be read."""
        return len(self.places)

    def __getitem__(self, number: int) -> Step:
        """One of the steps."""
        place = self.places[number]
        return Step(Task(self.files.dump(place), self.known.get(place, {})), self.reasons[number])

    def __iter__(self) -> Iterator[Step]:
        """All steps, one at a time."""
        return map(self.__getitem__, range(len(self)))

    def uris(self) -> list[str]:
        """The files' uris."""
        return [self.files.uris[place] for place in self.places]

    def by_reason(self) -> dict[str, int]:
        """How many files are read for each reason."""
        return dict(sorted(Counter[str](self.reasons).items()))
