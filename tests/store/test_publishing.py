"""Snapshots: published in one step, shared where nothing changed, kept for slow readers, swept after a crash."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from ingest.errors import DamagedDataset, StoreError, UsageError
from ingest.store.files import Files
from ingest.store.held_snapshot import Held, forget_undone, hold, read_held
from ingest.store.history import collect_garbage, roll_back
from ingest.store.layout import Layout
from ingest.store.manifest import LAYOUT_VERSION, Export, Manifest, Part, by_leaf, load_manifest
from ingest.store.part_reader import digest
from ingest.store.snapshot import open_snapshot
from ingest.store.snapshot_draft import Draft, next_number, point, prune, publish, sweep
from ingest.store.verify import verify


def _draft(layout: Layout, files: Files | None = None, published: Path | None = None) -> Draft:
    return Draft(layout.staging / "run/snapshot", files or Files(), published)


def _write(draft: Draft, text: str = "rows") -> Part:
    def write(file: object) -> int:
        file.write(text.encode())  # type: ignore[attr-defined]
        return len(text)

    return draft.part("skills", "all", write)


def _publish(layout: Layout, text: str = "rows", files: Files | None = None) -> int:
    before = open_snapshot(layout)
    draft = _draft(layout, files, before.folder if before else None)
    part = _write(draft, text)
    draft.seal(Manifest(1, ("raw",), (part,)))
    number = next_number(layout)
    publish(layout, draft, number)
    return number


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path / "out")


def test_nothing_is_published_yet(layout: Layout) -> None:
    assert open_snapshot(layout) is None


def test_bytes_and_names_are_on_the_disk_before_a_snapshot_is_the_current_one(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was not waited for may be gone after a power cut."""
    waited_for: set[int] = set()
    at_the_swap: list[set[int]] = []

    class Watched(Files):
        def step(self, operation: str, path: Path) -> None:
            if (operation, path) == ("rename", layout.current):
                at_the_swap.append(set(waited_for))

    monkeypatch.setattr(os, "fsync", lambda handle: waited_for.add(os.fstat(handle).st_ino))
    _publish(layout, files=Watched())
    paths = [layout.root / "snapshots", *layout.current.resolve().rglob("*"), layout.current.resolve()]
    assert len(paths) > 4
    assert [path.name for path in paths if path.stat().st_ino not in at_the_swap[0]] == []


def test_publish_swaps_the_link(layout: Layout) -> None:
    assert _publish(layout, "one") == 1
    assert layout.current.readlink() == Path("snapshots/000001")
    held = layout.current.resolve()
    assert _publish(layout, "two") == 2
    assert layout.current.readlink() == Path("snapshots/000002")
    assert [path.read_text() for path in held.rglob("*.parquet")] == ["one"], "who resolved it before reads on"


def test_parts_are_read_only_and_named_by_their_content(layout: Layout) -> None:
    draft = _draft(layout)
    part = _write(draft)
    assert part.path == f"parquet/skills/all-{part.sha256[:16]}.parquet"
    assert (part.rows, part.bytes) == (4, 4)
    assert (draft.folder / part.path).stat().st_mode & 0o777 == 0o444
    assert _write(draft) == part, "a retry does no harm"


def test_a_disk_that_flips_a_bit_while_it_writes(layout: Layout) -> None:
    class Flipping(Files):
        def step(self, operation: str, path: Path) -> None:
            if operation == "close" and path.parent.name == "snapshot-unfinished":
                path.write_text("rowz")

    with pytest.raises(StoreError, match="has other bytes than were written"):
        _write(_draft(layout, Flipping()))


def test_an_unchanged_part_is_the_same_file(layout: Layout) -> None:
    _publish(layout, "same")
    _publish(layout, "same")
    one, two = (next(layout.snapshot(n).rglob("*.parquet")).stat() for n in (1, 2))
    assert one.st_ino == two.st_ino


def test_a_damaged_part_is_not_shared(layout: Layout) -> None:
    _publish(layout, "same")
    path = next(layout.snapshot(1).rglob("*.parquet"))
    path.chmod(0o644)
    path.write_text("SAME")
    _publish(layout, "same")
    assert next(layout.snapshot(2).rglob("*.parquet")).read_text() == "same"


class _Poor(Files):
    """A file system without links of any kind."""

    def step(self, operation: str, path: Path) -> None:
        if operation in ("link", "symlink"):
            raise OSError(errno.EPERM, "Operation not permitted")


def test_a_pointer_file_where_there_are_no_links(layout: Layout) -> None:
    _publish(layout, "same", _Poor())
    assert layout.current.read_text() == "snapshots/000001\n"
    assert _publish(layout, "same", _Poor()) == 2
    assert layout.published() == 2
    copy = next(layout.snapshot(2).rglob("*.parquet"))
    assert (copy.read_text(), copy.stat().st_nlink, copy.stat().st_mode & 0o777) == ("same", 1, 0o444)
    assert _publish(layout, "more") == 3, "and back, once there are links"
    assert layout.current.is_symlink()


def test_five_snapshots_stay_and_the_published_one_always(layout: Layout) -> None:
    for number in range(7):
        _publish(layout, str(number))
    assert prune(layout, Files()) == [1, 2]
    assert layout.numbers() == [3, 4, 5, 6, 7]
    layout.current.unlink()
    layout.current.symlink_to("snapshots/000003")
    assert prune(layout, Files(), keep=2) == [4, 5]


def test_the_snapshot_before_a_large_loss_stays(layout: Layout) -> None:
    for number in range(9):
        _publish(layout, str(number))
    hold(layout, Held(2, 3, "450 of 500 dumps"), Files())
    assert prune(layout, Files(), keep=3) == [1, 3, 4, 5, 6]
    assert prune(layout, Files(), keep=1) == [7, 8]
    assert layout.numbers() == [2, 9]
    hold(layout, Held(9, 10, "more"), Files())
    _publish(layout, "ten")
    assert prune(layout, Files(), keep=1) == [2], "only the last loss counts"
    assert layout.numbers() == [9, 10]


def test_a_loss_that_was_not_published_after_all_holds_nothing(layout: Layout) -> None:
    for number in range(5):
        _publish(layout, str(number))
    hold(layout, Held(1, 2, "some"), Files())
    hold(layout, Held(5, 6, "a run that fails"), Files())
    assert read_held(layout) == Held(1, 2, "some")
    hold(layout, Held(5, 6, "the next run"), Files())
    assert read_held(layout) == Held(1, 2, "some")
    _publish(layout, "six")
    assert read_held(layout) == Held(5, 6, "the next run")
    point(layout, 5, Files())
    sweep(layout, Files())
    forget_undone(layout, 6, Files())
    _publish(layout, "another six, without a loss")
    assert read_held(layout) == Held(1, 2, "some")


@pytest.mark.parametrize("text", ["", "7", "[1]", "\x00", '[{"snapshot": "two", "after": 3, "why": ""}]'])
def test_a_note_that_cannot_be_read_keeps_everything(layout: Layout, text: str) -> None:
    for number in range(3):
        _publish(layout, str(number))
    layout.held.write_text(text)
    with pytest.raises(StoreError, match=r"held\.json: does not name the snapshot before the last large loss"):
        prune(layout, Files(), keep=1)
    assert layout.numbers() == [1, 2, 3]


def test_sweeping_after_a_crash(layout: Layout) -> None:
    _publish(layout, "one")
    _write(_draft(layout))
    layout.snapshot(2).mkdir()
    (layout.root / ".current.77").symlink_to("snapshots/000002")
    (layout.root / ".held.json.77").touch()
    layout.runs.mkdir()
    (layout.runs / ".77.json").touch()
    sweep(layout, Files())
    assert sorted(path.name for path in layout.root.iterdir()) == ["current", "runs", "snapshots"]
    assert (layout.numbers(), list(layout.runs.iterdir())) == ([1], [])


def test_a_lost_pointer_is_found_again(layout: Layout) -> None:
    for text in ("one", "two"):
        _publish(layout, text)
    layout.current.unlink()
    sweep(layout, Files())
    assert layout.published() == 2


def test_a_pointer_to_nothing(layout: Layout) -> None:
    _publish(layout)
    layout.current.unlink()
    layout.current.symlink_to("snapshots/000009")
    with pytest.raises(StoreError, match=r"current: names 'snapshots/000009', which is no snapshot; remove it"):
        open_snapshot(layout)


def test_a_manifest_comes_back_as_it_was(tmp_path: Path) -> None:
    part = Part("skills", "01", "parquet/skills/01-ab.parquet", "ab" * 32, 3, 99)
    manifest = Manifest(1, ("raw", "böse"), (part,), (Export("schema/x.json", "cd" * 32, None, 5),), ("parquet",))
    (tmp_path / "m.json").write_bytes(manifest.to_bytes())
    assert load_manifest(tmp_path / "m.json") == manifest
    assert (manifest.of("skills"), manifest.of("roles")) == ([part], [])
    assert by_leaf(manifest.parts) == {"01": {"skills": part}}


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"layout_version": 1, "parts": 3}', "\x00"])
def test_what_is_no_manifest(tmp_path: Path, text: str) -> None:
    (tmp_path / "m.json").write_text(text)
    with pytest.raises(DamagedDataset, match=r"m\.json: not a manifest"):
        load_manifest(tmp_path / "m.json")


def test_a_dataset_of_a_newer_program(layout: Layout) -> None:
    _publish(layout)
    path = layout.snapshot(1) / "manifest.json"
    path.write_text('{"layout_version": 99}')
    with pytest.raises(StoreError, match=f"layout version 99; this program knows {LAYOUT_VERSION}: upgrade it"):
        open_snapshot(layout)


def test_any_flipped_bit_of_a_manifest_shows(tmp_path: Path) -> None:
    part = Part("skills", "01", "parquet/skills/01-ab.parquet", "ab" * 32, 3, 99)
    whole = Manifest(2, ("raw", "böse"), (part,), (Export("schema/x.json", "cd" * 32, None, 5),)).to_bytes()
    path = tmp_path / "m.json"
    path.write_bytes(whole)
    for bit in range(8 * len(whole)):
        damaged = bytearray(whole)
        damaged[bit // 8] ^= 1 << bit % 8
        _overwrite(path, damaged)
        with pytest.raises(DamagedDataset, match=r"m\.json: not a manifest"):
            load_manifest(path)
    for size in reversed(range(len(whole))):
        _overwrite(path, whole[:size])
        with pytest.raises(DamagedDataset, match=r"m\.json: not a manifest"):
            load_manifest(path)


def _overwrite(path: Path, data: bytes) -> None:
    """Write over the bytes of a file. One that is emptied first has to reach the disk before the next, on ext4."""
    with path.open("r+b") as file:
        file.write(data)
        file.truncate()


def test_a_manifest_of_the_layout_that_had_no_digest(tmp_path: Path) -> None:
    path = tmp_path / "m.json"
    path.write_text(
        '{"layout_version": 1, "schema_version": 2, "sources": ["a"], "options": [], "parts": [], "exports": []}'
    )
    assert load_manifest(path) == Manifest(2, ("a",), ())


def test_what_readers_hold_stays_behind_a_rollback(layout: Layout) -> None:
    for text in ("one", "two", "three"):
        _publish(layout, text)
    assert roll_back(layout, 1) == 1
    held = layout.snapshot(3)
    sweep(layout, Files())
    assert [path.read_text() for path in held.rglob("*.parquet")] == ["three"]
    assert _publish(layout, "four") == 4
    assert layout.numbers() == [1, 2, 3, 4]
    assert roll_back(layout) == 1, "and none that was gone back behind is the one before"
    assert roll_back(layout, 3) == 3
    assert roll_back(layout) == 1
    with pytest.raises(UsageError, match="there is no snapshot before 1"):
        roll_back(layout)


def test_a_snapshot_that_goes_loses_its_name_first(layout: Layout) -> None:
    """Killed while it removes: nothing of it is in sight, and the next sweep takes the rest."""

    class Killed(Files):
        def step(self, operation: str, path: Path) -> None:
            if operation == "remove" and path.name.endswith(".gone"):
                raise KeyboardInterrupt

    for text in ("one", "two", "three"):
        _publish(layout, text)
    with pytest.raises(KeyboardInterrupt):
        collect_garbage(layout, 1, files=Killed())
    assert layout.numbers() == [2, 3]
    assert verify(layout).damages == ()
    assert len(list(layout.snapshots.iterdir())) == 3
    assert collect_garbage(layout, 1) == [2]
    assert [path.name for path in layout.snapshots.iterdir()] == ["000003"]


def test_a_copy_with_links_followed(layout: Layout, tmp_path: Path) -> None:
    for text in ("one", "two"):
        _publish(layout, text)
    copy = Layout(tmp_path / "copy")
    shutil.copytree(layout.root, copy.root)
    assert not copy.current.is_symlink()
    assert copy.published() == 2
    assert verify(copy).damages == ()
    hurt = next(copy.current.rglob("*.parquet"))
    hurt.chmod(0o644)
    hurt.write_text("owt")
    [damage] = verify(copy).damages
    assert damage.path == f"current/{hurt.relative_to(copy.current)}"
    assert roll_back(copy) == 1
    assert copy.current.readlink() == Path("snapshots/000001")
    assert not list(copy.root.glob(".current.*"))
    (copy.current / "manifest.json").unlink()
    shutil.copytree(copy.current, tmp_path / "alone")
    copy.current.unlink()
    (tmp_path / "alone").rename(copy.current)
    with pytest.raises(StoreError, match="current: is a folder, and no copy of a snapshot; remove it"):
        copy.published()


def test_what_is_not_part_of_a_snapshot(layout: Layout) -> None:
    """Readers take every file of a table's folder."""
    _publish(layout)
    (layout.snapshot(1) / "parquet/skills/more.parquet").write_text("rows")
    (layout.snapshot(1) / "link").symlink_to("nowhere")
    found = {damage.path: damage.why for damage in verify(layout).damages}
    assert found == dict.fromkeys(["link", "parquet/skills/more.parquet"], "is not part of the snapshot")


def test_verify_beside_a_run_that_lets_snapshots_go(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in ("one", "two", "three"):
        _publish(layout, text)

    def slow(path: Path) -> str:
        collect_garbage(layout, 1)  # as another process would at any time
        return digest(path)

    monkeypatch.setattr("ingest.store.verify.digest", slow)
    verdict = verify(layout)
    assert (verdict.damages, verdict.numbers) == ((), (3,))
