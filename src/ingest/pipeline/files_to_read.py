"""The files that a run reads, as steps: each step is made when it is asked for, as there may be a million."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from ingest.pipeline.known_files import Known
from ingest.shard.receipt import Task
from ingest.sources.file_listing import Listing

Reason = Literal["new", "touched", "parser", "grammar", "setting", "damaged", "retry", "schema"]
_REASONS: tuple[Reason, ...] = get_args(Reason)
_NUMBERS: dict[str, int] = {reason: number for number, reason in enumerate(_REASONS)}


class Step(NamedTuple):
    """A file to read, and why. `touched`: its stamp says nothing, so its content has to."""

    task: Task
    reason: Reason


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps in the order of their uris: places in `files`, numbers of reasons, ranks in what is `known`."""

    files: Listing
    known: Known
    places: array[int] = field(default_factory=lambda: array("i"))
    reasons: array[int] = field(default_factory=lambda: array("b"))
    ranks: array[int] = field(default_factory=lambda: array("i"))

    def add(self, place: int, rank: int) -> None:
        """The next file."""
        self.places.append(place)
        self.reasons.append(_NUMBERS[self.known.why(rank)])
        self.ranks.append(rank)

    def __len__(self) -> int:
        """How many files are to be read."""
        return len(self.places)

    def __getitem__(self, number: int) -> Step:
        """One of the steps."""
        place = self.places[number]
        task = Task(self.files.dump(place), self.known.good(self.ranks[number]), place=place)
        return Step(task, _REASONS[self.reasons[number]])

    def __iter__(self) -> Iterator[Step]:
        """All steps, one at a time."""
        return map(self.__getitem__, range(len(self)))

    def uris(self) -> Iterator[str]:
        """The files' uris, one at a time."""
        return map(self.files.uris.__getitem__, self.places)

    def by_reason(self) -> dict[str, int]:
        """How many files are read for each reason."""
        return dict(sorted((str(_REASONS[at]), count) for at, count in Counter(self.reasons).items()))
