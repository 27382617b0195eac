"""A dataset about to change: what is in it before, after, and how one run gets from one to the other."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from ingest.pipeline import Report, run
from ingest.settings import Settings
from ingest.store.files import Files


def page(number: int, edition: int) -> str:
    """A profile that says in two tables of which edition it is."""
    return (
        f"Parcel Sorting {number} — P2\nPARCEL{number}.SORTING{number}.P2\nEdition {edition}.\n"
        f"Skills\n- Reading labels\n- Edition {edition}.\n"
    )


class World:
    """Dumps in `raw`, the dataset in `out`."""

    def __init__(self, root: Path) -> None:
        self.root, self.raw, self.out = root, root / "raw", root / "out"

    def write(self, number: int, edition: int) -> None:
        """One dump; it has its name in one step, so that no run finds half of it."""
        self.raw.mkdir(parents=True, exist_ok=True)
        draft = self.root / "draft"
        draft.write_text(page(number, edition), "utf-8")
        draft.replace(self.raw / f"{number}.txt")

    def run(self, files: Files | None = None, **given: Any) -> Report:
        """One run in this process."""
        settings = {"inputs": (str(self.raw),), "out": self.out, "workers": 0, "allow_mass_delete": True}
        return run(Settings(**settings | given), files=files)

    def snapshot(self) -> dict[str, bytes]:
        """All files of the published snapshot, by their path in it."""
        folder = (self.out / "current").resolve()
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def copy(self, root: Path) -> World:
        """The same world elsewhere."""
        shutil.copytree(self.root, root, symlinks=True)
        return World(root)

    def remove(self) -> None:
        """The end of this world."""
        shutil.rmtree(self.root)


def about_to_change(root: Path) -> World:
    """Eight dumps that are published; then one goes, one is changed, one comes."""
    world = World(root)
    for number in range(8):
        world.write(number, edition=1)
    return world


def change(world: World) -> None:
    """What the next run has to bring into the dataset."""
    (world.raw / "0.txt").unlink()
    world.write(1, edition=2)
    world.write(8, edition=1)
