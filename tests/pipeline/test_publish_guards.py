"""Guards: an upstream that broke stops the run, and it says what fell, by how much, in which source, and where."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.errors import StoreError
from ingest.pipeline import Fall, Report, foresee
from ingest.shard import versions
from ingest.store.files import Files
from ingest.store.held_snapshot import read_held
from ingest.store.layout import Layout

from .world import World

SIGN_IN = "Sign in\nYour session has ended.\nUser name\nPassword\nForgot your password?\n"
PDF = b"%PDF-1.7\n\x00\x01"


def _page(number: int) -> str:
    """A page of three known sections, with several rows of each."""
    duties = "".join(f"- Duty {n} of sorter {number} is done by noon.\n" for n in range(6))
    skills = "".join(f"- Skill {n}\n- Tells parcel {number} from parcel {n}.\n" for n in range(4))
    code = f"PARCEL{number}.SORTING{number}.P2"
    return f"Parcel Sorting {number} — P2\n{code}\n\nSkills\n{skills}\nResponsibilities\n{duties}"


@pytest.fixture
def pages(world: World) -> World:
    """Twenty pages of one source, published."""
    for number in range(20):
        world.write(f"{number:02}.txt", _page(number))
    report = world.run()
    assert (report.exit_code, report.falls) == (0, ()), "a first run has nothing to compare with"
    return world


def _change(world: World, numbers: range, change: Callable[[str], str | bytes]) -> None:
    for number in numbers:
        world.write(f"{number:02}.txt", change(_page(number)))


def _refused(world: World, **given: object) -> Report:
    """The report of a run that is stopped, which leaves the dataset as it was."""
    before = world.snapshot()
    report = world.run(**given)
    assert (report.exit_code, report.published) == (4, False)
    assert world.snapshot() == before
    assert Report.model_validate_json((world.out / "runs" / f"{report.id}.json").read_bytes()) == report
    return report


def _loss(report: Report) -> Fall:
    [fall] = [fall for fall in report.falls if fall.guard == "loss"]
    return fall


def _drifts(report: Report) -> dict[str, Fall]:
    return {fall.what: fall for fall in report.falls if fall.guard == "drift"}


@pytest.mark.parametrize(
    ("content", "kind", "foreseen"),
    [
        (b"", "empty", True),
        (b" \n\n\t\n", "empty", False),
        (SIGN_IN.encode(), "no profile", False),
        (PDF, "in quarantine", False),
    ],
)
def test_dumps_that_are_no_pages_any_more_are_lost(pages: World, content: bytes, kind: str, foreseen: bool) -> None:
    _change(pages, range(15, 20), lambda _: content)
    refused = foresee(pages.plan(), pages.settings()).refused
    assert (refused is not None) == foreseen
    report = _refused(pages, max_failures="100%")
    fall = _loss(report)
    assert (fall.source, fall.before, fall.after, fall.kinds, fall.verdict) == ("raw", 20, 15, {kind: 5}, "refused")
    assert fall.where == tuple(f"raw/{n}.txt" for n in range(15, 20))
    assert f"source 'raw': 5 of 20 published dumps are lost (5 {kind}): raw/15.txt" in str(report.error)
    assert "--allow-mass-loss" in str(report.error)
    assert refused in (None, report.error), "a plan says what the run says"
    allowed = pages.run(allow_mass_loss=True, max_failures="100%")
    assert allowed.published
    assert _loss(allowed).verdict == "allowed"
    assert allowed.rows["profiles"] == 15


def test_a_fifth_may_go(pages: World) -> None:
    _change(pages, range(16, 20), lambda _: b"")
    report = pages.run()
    assert (report.exit_code, report.published, report.falls) == (0, True, ())
    assert foresee(pages.plan(), pages.settings()).losses == (), "what is lost already is no news"


def test_losses_of_all_kinds_add_up(pages: World) -> None:
    (pages.raw / "19.txt").unlink()
    _change(pages, range(17, 19), lambda _: b"")
    _change(pages, range(15, 17), lambda _: SIGN_IN)
    fall = _loss(_refused(pages))
    assert fall.kinds == {"deleted": 1, "empty": 2, "no profile": 2}
    assert pages.run(allow_mass_delete=True).exit_code == 3, "what was meant to go does not count"


def test_each_source_has_its_own_share(pages: World, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for number in range(6):
        (other / f"{number}.txt").write_text(_page(100 + number))
    assert pages.run(pages.raw, other).exit_code == 0
    for number in range(2):
        (other / f"{number}.txt").write_text("")
    report = pages.run(pages.raw, other)
    assert report.exit_code == 4, "two of 26, but two of six"
    assert _loss(report).source == "other"
    for number in range(2):
        (other / f"{number}.txt").unlink()
    report = pages.run(pages.raw, other)
    assert "2 of 6 dumps of the source 'other' would be deleted" in str(report.error)
    assert pages.run(pages.raw, other, allow_mass_delete=True).exit_code == 0


def test_a_source_of_four_dumps_is_left_alone(world: World) -> None:
    for number in range(4):
        world.write(f"{number:02}.txt", _page(number))
    world.run()
    _change(world, range(2), lambda _: "")
    _change(world, range(2, 4), lambda text: text[: len(text) // 2])
    report = world.run()
    assert (report.exit_code, report.published, report.falls) == (0, True, ())


def test_a_renamed_heading_is_drift(pages: World) -> None:
    _change(pages, range(20), lambda text: text.replace("Responsibilities", "Zuständig"))
    report = _refused(pages)
    drifts = _drifts(report)
    fall = drifts["rows of responsibilities"]
    assert (fall.before, fall.after, fall.fall, fall.dumps) == (120, 0, 1, 20)
    assert "lines in typed fields" in drifts
    assert "rows of skills" not in drifts
    assert "rows of sections" not in drifts
    assert "source 'raw': rows of responsibilities fell by 100 %, from 120 to 0, in 20 dumps" in str(report.error)
    assert "--allow-drift" in str(report.error)
    allowed = pages.run(allow_drift=True)
    assert allowed.published
    assert {fall.verdict for fall in allowed.falls} == {"allowed"}


def test_pages_cut_in_half_are_drift_though_most_did_not_change(pages: World) -> None:
    _change(pages, range(8), lambda text: text[: len(text) // 2])
    fall = _drifts(_refused(pages))["rows of responsibilities"]
    assert fall.dumps == 8
    assert set(fall.where) <= {f"raw/{n:02}.txt" for n in range(8)}


def test_titles_that_vanish_are_drift(pages: World) -> None:
    _change(pages, range(6), lambda text: text.partition("\n")[2])
    fall = _drifts(_refused(pages))["pages with a title"]
    assert (fall.before, fall.after, fall.dumps) == (1, 0, 6)
    assert "pages with a title fell by 100 %, from 100 % to 0 %, in 6 dumps that changed" in fall.sentence


def test_a_few_edits_are_no_drift(pages: World) -> None:
    _change(pages, range(4), lambda text: text.partition("Responsibilities")[0])
    report = pages.run()
    assert (report.exit_code, report.published, report.falls) == (0, True, ())


def test_growth_is_no_drift(pages: World) -> None:
    _change(pages, range(20), lambda text: text + "- One more duty, done by night.\n")
    assert pages.run().falls == ()


@pytest.mark.parametrize("given", [{"max_drift": "60%"}, {"max_drift": "100%"}])
def test_a_limit_that_is_set_higher_is_not_met_but_told(pages: World, given: dict[str, str]) -> None:
    _change(pages, range(20), lambda text: text.rpartition("- Duty 3")[0])
    report = pages.run(**given)
    assert report.published
    fall = _drifts(report)["rows of responsibilities"]
    assert (fall.before, fall.after, fall.verdict) == (120, 60, "reported")


def test_a_limit_that_is_set_lower_stops_earlier(pages: World) -> None:
    _change(pages, range(18, 20), lambda _: "")
    assert pages.run(max_loss="5%").exit_code == 4
    assert pages.run(max_loss="10%").exit_code == 0


def test_a_new_reader_stops_nothing_whatever_it_makes_of_the_same_bytes(
    pages: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ingest import read as reader

    read = reader.read_text

    def other(text: str, **given: object) -> object:
        skipped = text.partition("Responsibilities")[0] if "sorter 1" in text else SIGN_IN
        return read(skipped, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(versions, "PARSER_VERSION", "another")
    monkeypatch.setattr(reader, "read_text", other)
    report = pages.run()
    assert (report.exit_code, report.published) == (3, True)
    assert {fall.verdict for fall in report.falls} == {"reported"}
    assert all(fall.same_bytes for fall in report.falls)
    assert _loss(report).kinds == {"no profile": 9}
    assert "though their bytes are the same" in _loss(report).sentence
    assert _drifts(report)["rows of responsibilities"].after == 0


@pytest.mark.usefixtures("settled")
def test_a_setting_that_leaves_dumps_out_stops_nothing(pages: World) -> None:
    _change(pages, range(10), lambda text: text + "- A longer page than the others have.\n")
    pages.run()
    report = pages.run(max_bytes=len(_page(19).encode()), max_failures="100%")
    assert report.published
    assert _loss(report).same_bytes
    assert _loss(report).verdict == "reported"


def test_a_file_that_cannot_be_read_any_more_is_lost(pages: World) -> None:
    for number in range(15, 20):
        path = pages.raw / f"{number}.txt"
        path.unlink()
        path.symlink_to("nowhere")
    foreseen = foresee(pages.plan(), pages.settings())
    report = _refused(pages, max_failures="100%")
    assert _loss(report).kinds == {"in quarantine": 5}
    assert foreseen.losses == report.falls
    assert foreseen.refused == report.error


def test_the_snapshot_before_a_loss_outlives_all_that_come_after(pages: World) -> None:
    _change(pages, range(15, 20), lambda _: "")
    assert pages.run(allow_mass_loss=True).snapshot == 2
    for night in range(4):
        pages.write("00.txt", _page(0) + f"- Night {night}.\n")
        pages.run(keep=2)
    layout = Layout(pages.out)
    assert layout.numbers() == [1, 5, 6]
    held = read_held(layout)
    assert held is not None
    assert (held.snapshot, held.after) == (1, 2)
    assert held.why == "source 'raw': 5 of 20 published dumps are lost (5 empty)"


class _NoNote(Files):
    """A disk that is full at the k-th step of writing which snapshot stays: open, write, fsync, close, rename."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.left = at

    def step(self, operation: str, path: Path) -> None:
        self.left -= "held.json" in path.name
        if not self.left:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_note_that_cannot_be_written_costs_the_run_and_no_older_note(pages: World) -> None:
    _change(pages, range(15, 20), lambda _: "")
    pages.run(allow_mass_loss=True)
    held = read_held(Layout(pages.out))
    _change(pages, range(10, 15), lambda _: "")
    before = pages.snapshot()
    for at in range(1, 6):
        with pytest.raises(StoreError, match=r"held\.json.* failed: No space left on device"):
            pages.run(files=_NoNote(at), allow_mass_loss=True)
        assert pages.snapshot() == before
        assert read_held(Layout(pages.out)) == held
    assert pages.run(allow_mass_loss=True).snapshot == 3
    again = read_held(Layout(pages.out))
    assert again is not None
    assert (again.snapshot, again.after) == (2, 3)
    assert not list(pages.out.glob(".held*"))


def test_workers_compare_the_same(pages: World) -> None:
    _change(pages, range(20), lambda text: text.replace("Responsibilities", "Zuständig"))
    assert _refused(pages, workers=2).falls == _refused(pages).falls


def test_failures_are_what_cannot_be_read(pages: World) -> None:
    for number in range(30):
        pages.write(f"note-{number}.txt", SIGN_IN)
    assert pages.run().exit_code == 3, "pages that are no profile are no failures"
    for number in range(6):
        pages.write(f"paper-{number}.txt", PDF)
    report = _refused(pages)
    assert "6 of 56 dumps cannot be read (raw/paper-0.txt, raw/paper-1.txt, raw/paper-2.txt and 3 more)" in str(
        report.error
    )
    assert "--max-failures 10%" in str(report.error)


def test_all_that_stops_a_run_is_told_at_once(pages: World) -> None:
    _change(pages, range(10), lambda text: text.replace("Responsibilities", "Zuständig"))
    _change(pages, range(10, 20), lambda _: SIGN_IN)
    for number in range(9):
        pages.write(f"paper-{number}.txt", PDF)
    error = str(_refused(pages).error)
    assert all(option in error for option in ("--allow-mass-loss", "--allow-drift", "--max-failures"))
    assert pages.run(allow_mass_loss=True, allow_drift=True, max_failures="50%").exit_code == 3


def test_dumps_of_damaged_leaves_are_not_compared(pages: World) -> None:
    path = next((pages.out / "current/parquet/responsibilities").resolve().iterdir())
    path.chmod(0o644)
    path.write_bytes(b"spoilt")
    _change(pages, range(20), lambda text: text.replace("Responsibilities", "Zuständig"))
    report = pages.run()
    assert report.published
    assert _drifts(report) == {}
