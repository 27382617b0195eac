"""The worker call, on its own."""

from __future__ import annotations

import gzip
import json
import pickle
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from ingest.errors import StoreError
from ingest.pipeline.leaf_merge import LeafTask, write_leaf
from ingest.settings import Settings
from ingest.shard import Shard, Task, run_shard, staging
from ingest.shard.dump_outcome import Reader
from ingest.shard.receipt import ID_BYTES
from ingest.shard.versions import ReadingSettings
from ingest.sources.dump import Dump, Stamp
from ingest.store.files import Files
from ingest.store.fragments import Fragment, staged_rows
from ingest.store.partitioning import Leaf
from ingest.store.snapshot_draft import Draft

from .world import World, contents, page


def _shard(world: World, count: int) -> Shard:
    tasks = tuple(Task(Dump(f"raw/{n}.txt", "raw", str(world.write(f"{n}.txt", page(n)))), {}) for n in range(count))
    (world.root / "staging").mkdir(exist_ok=True)
    return Shard(tasks, str(world.root / "staging"), ReadingSettings.of(Settings()))


def test_a_shard_and_its_receipt_travel_and_a_second_call_does_no_harm(world: World) -> None:
    shard = pickle.loads(pickle.dumps(_shard(world, 3)))
    receipt = pickle.loads(pickle.dumps(run_shard(shard)))
    before = contents(world.root / "staging")
    assert receipt.statuses == {"published": 3}
    assert (len(receipt.read), len(receipt.left)) == (3 * ID_BYTES, 0)
    assert run_shard(shard).fragments == receipt.fragments
    assert contents(world.root / "staging") == before


def test_known_content_is_not_read(world: World) -> None:
    shard = _shard(world, 2)
    first = run_shard(shard)
    known = {task.dump.uri: sha256(Path(task.dump.path).read_bytes()).hexdigest() for task in shard.tasks}
    again = Shard(tuple(task._replace(known=known) for task in shard.tasks), shard.staging, shard.reading)
    receipt = run_shard(again)
    assert (receipt.read, receipt.left) == (b"", first.read)
    assert receipt.fragments == []


def test_contents_are_of_files_that_are_still_as_they_were_found(world: World) -> None:
    shard = _shard(world, 3)
    found = [task.dump._replace(stamp=Stamp.of(Path(task.dump.path).stat())) for task in shard.tasks]
    world.write("1.txt", page(9) * 2)
    tasks = tuple(Task(dump, {}, place=place) for place, dump in zip((70, 80, 90), found, strict=True))
    contents = run_shard(Shard(tasks, shard.staging, shard.reading)).contents
    assert contents.places.tolist() == [70, 90]
    assert contents.digests == b"".join(sha256(page(n).encode()).digest() for n in (0, 2))


@pytest.mark.parametrize("count", [1, 63, 300])
def test_every_row_of_a_fragment_is_found_by_its_leaf(world: World, count: int) -> None:
    (fragment,) = run_shard(_shard(world, count)).fragments
    for table in ("documents", "skills"):
        found = []
        for leaf in (Leaf("0"), Leaf("100"), Leaf("101"), Leaf("11")):
            found += _ids(fragment, table, leaf)
        whole = _ids(fragment, table, Leaf(""))
        assert sorted(found) == sorted(whole)  # none twice, none of another leaf
        assert len(whole) == count * (1 if table == "documents" else 2)


def test_a_leaf_without_the_rows_of_a_dump_is_not_written(world: World) -> None:
    receipt = run_shard(_shard(world, 3))
    draft = Draft(world.root / "draft", Files(), None)
    task = LeafTask(Leaf(""), 4, draft, world.root / "cache", {}, tuple(receipt.fragments), (), ())
    with pytest.raises(StoreError, match="leaf all: 3 of its 4 dumps are there"):
        write_leaf(task)
    assert {part.rows for part in write_leaf(replace(task, dumps=3)) if part.table == "documents"} == {3}


def test_how_a_file_ends_is_said_by_one_of_the_tasks_that_a_dump_cut_it_into(world: World) -> None:
    lines = "".join(json.dumps({"text": page(number)}) + "\n" for number in range(4))
    path = world.write("rows.jsonl.gz", gzip.compress(lines.encode())[:-1])
    task, empty = Task(Dump("raw/rows.jsonl.gz", "raw", str(path)), {}), _shard(world, 0)
    suspect, others = (
        run_shard(Shard((one,), empty.staging, empty.reading))
        for one in (task._replace(only=2), task._replace(skip=frozenset({2})))
    )
    assert (suspect.dumps, suspect.notices, suspect.partly) == (1, [], set())
    assert (others.dumps, [notice.code for notice in others.notices]) == (4, ["E105"])


def test_large_dumps_are_staged_before_many_are_held(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "_RECORDS_BYTES", 2 * len(page(1)))
    monkeypatch.setattr(staging, "_FRAGMENT_BYTES", 1)
    receipt = run_shard(_shard(world, 10))
    assert [len(_ids(fragment, "documents", Leaf(""))) for fragment in receipt.fragments] == [2] * 5
    assert receipt.statuses == {"published": 10}


def _ids(fragment: Fragment, table: str, leaf: Leaf) -> list[str]:
    return [found for rows in staged_rows([fragment], table, leaf) for found in rows["document_id"].to_pylist()]


def test_grammars_of_ones_own_are_used(root: Path, tmp_path: Path) -> None:
    for path in (root / "grammars").glob("*.lark"):
        (tmp_path / path.name).write_bytes(path.read_bytes() + b"// mine\n")
    ours, theirs = (ReadingSettings.of(Settings(grammars=folder)).versions() for folder in (tmp_path, None))
    assert ours.grammar_digest != theirs.grammar_digest


def test_words_of_ones_own_travel_with_the_settings(tmp_path: Path) -> None:
    words = tmp_path / "mine.toml"
    words.write_text('[headings]\nskills = ["bread craft"]\n', "utf-8")
    sent = pickle.dumps(ReadingSettings.of(Settings(words=(words,))))
    words.unlink()
    page = "Baker — P1\nA.B.P1\nBread craft\n- Kneading\n- Works the dough until it springs back.\n"
    outcome = Reader(pickle.loads(sent)).outcome("a/b", "a", page.encode(), "0" * 64)
    assert [skill.name for skill in outcome.profiles[0].skills] == ["Kneading"]


def test_a_machine_without_the_folder_of_the_run_is_told(world: World) -> None:
    shard = _shard(world, 1)
    (world.root / "staging").rmdir()
    with pytest.raises(StoreError, match="does not have the folder of the run"):
        run_shard(shard)
    assert not (world.root / "staging").exists()
