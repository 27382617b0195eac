"""How a run tells what it is doing. It prints nothing itself."""

from __future__ import annotations

from typing import Literal, Protocol

Stage = Literal["discover", "plan", "read", "write", "export", "publish", "originals", "pages", "index"]
"""Those of a run, then those of a site."""


class Progress(Protocol):
    """Called by the driver, never by workers."""

    def wait(self, holder: str) -> None:
        """Another run holds the dataset: its pid, host and start."""

    def stage(self, stage: Stage, total: int | None = None) -> None:
        """A stage begins; `total` is how many steps it has, where that is known."""

    def advance(self, steps: int, bytes: int = 0) -> None:
        """Steps of the stage are done; `bytes` were read for them."""


class Silent:
    """No progress at all."""

    def wait(self, holder: str) -> None:
        """Nothing."""

    def stage(self, stage: Stage, total: int | None = None) -> None:
        """Nothing."""

    def advance(self, steps: int, bytes: int = 0) -> None:
        """Nothing."""
