"""Archives that lie, break or burst: what can be read is read, the rest is told, nothing is written."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from ingest.sources.dump import Dump
from ingest.sources.items import Ending, Item, items
from ingest.sources.limits import Limits
from ingest.sources.table import Columns

_LIMITS = Limits(dump=1 << 20, unpacked=8 << 20, ratio=100, members=50, depth=2)


def _read(path: Path, limits: Limits = _LIMITS) -> tuple[dict[str, object], Ending]:
    """Contents or codes by what stands behind the file's name, and the ending."""
    *found, ending = items(Dump(f"raw/{path.name}", "raw", str(path)), limits, Columns("text", None))
    assert isinstance(ending, Ending)
    told: dict[str, object] = {}
    for item in found:
        assert isinstance(item, Item)
        assert item.uri not in told
        told[item.uri.removeprefix(f"raw/{path.name}")] = item.problem.code if item.problem else item.data
    return told, ending


def _zip(path: Path, *members: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return path


def _tar(path: Path, *members: tuple[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz" if path.suffix == ".gz" else "w") as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


@pytest.mark.parametrize("make", [_zip, _tar])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_names_are_safe_and_all_are_kept(tmp_path: Path, make: object) -> None:
    suffix = "zip" if make is _zip else "tar"
    path = make(  # type: ignore[operator]
        tmp_path / f"x.{suffix}",
        ("../../up.txt", b"1"), ("/abs.txt", b"2"), ("abs.txt", b"3"), ("same.txt", b"4"), ("same.txt", b"5"),
        ("a//./b.txt", b"6"),
    )  # fmt: skip
    told, ending = _read(path)
    assert told == {
        "!/%2E%2E/%2E%2E/up.txt": b"1", "!/abs.txt": b"2", "!/abs.txt~2": b"3", "!/same.txt": b"4",
        "!/same.txt~2": b"5", "!/a/b.txt": b"6",
    }  # fmt: skip
    assert ending.problem is None
    assert sorted(tmp_path.rglob("*")) == [path]


def test_links_and_devices_are_never_followed(tmp_path: Path) -> None:
    path = tmp_path / "x.tar"
    with tarfile.open(path, "w") as archive:
        for name, kind in (("link.txt", tarfile.SYMTYPE), ("hard.txt", tarfile.LNKTYPE), ("dev.txt", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert set(_read(path)[0].values()) == {"I609"}


def test_archives_within_archives(tmp_path: Path) -> None:
    inner = _zip(tmp_path / "i.zip", ("x.txt", b"deep")).read_bytes()
    middle = _tar(tmp_path / "m.tar", ("i.zip", inner), ("y.txt.gz", gzip.compress(b"packed"))).read_bytes()
    path = _zip(tmp_path / "o.zip", ("m.tar", middle), ("z.txt", b"flat"))
    assert _read(path)[0] == {"!/m.tar!/i.zip!/x.txt": b"deep", "!/m.tar!/y.txt.gz": b"packed", "!/z.txt": b"flat"}
    told, ending = _read(path, _LIMITS._replace(depth=1))
    assert told == {"!/m.tar!/i.zip": "E105", "!/m.tar!/y.txt.gz": b"packed", "!/z.txt": b"flat"}
    assert ending.problem is None


def test_bombs(tmp_path: Path) -> None:
    bomb = b"\0" * (4 << 20)
    zipped = _zip(tmp_path / "bomb.zip", *((f"{n}.txt", bomb[: 1 << 20]) for n in range(9)))
    told, ending = _read(zipped)
    assert ending.problem is not None
    assert "more than 100 times its size" in ending.problem.message
    assert len(told) < 9
    packed = tmp_path / "bomb.txt.gz"
    packed.write_bytes(gzip.compress(bomb))
    assert "E103" in str(_read(packed)[1].problem)
    assert "times its size" in str(_read(packed, _LIMITS._replace(dump=1 << 30))[1].problem)
    many = _zip(tmp_path / "many.zip", *((f"{n}.txt", b"x") for n in range(51)))
    told, ending = _read(many)
    assert len(told) == 50
    assert "more than 50 members" in str(ending.problem)


def test_a_large_member_costs_itself(tmp_path: Path) -> None:
    import random

    noise = random.Random(1).randbytes((1 << 20) + 1)
    told, ending = _read(_zip(tmp_path / "x.zip", ("big.txt", noise), ("small.txt", b"s")))
    assert (told, ending.problem) == ({"!/big.txt": "E103", "!/small.txt": b"s"}, None)


@pytest.mark.parametrize("cut", [100, 700, 1024, 1500, 2048, 2600])
def test_a_truncated_tar_gives_what_stood_before(tmp_path: Path, cut: int) -> None:
    path = _tar(tmp_path / "x.tar", *((f"{n}.txt", b"x" * 400) for n in range(3)))
    path.write_bytes(path.read_bytes()[:cut])
    told, ending = _read(path)
    assert len(told) == cut // 1024
    assert ending.problem is not None
    assert ending.problem.code == "E105"


def test_damage_inside_a_zip_costs_the_member(tmp_path: Path) -> None:
    path = _zip(tmp_path / "x.zip", ("a.txt", b"first words"), ("b.txt", b"second words"))
    data = bytearray(path.read_bytes())
    data[40] ^= 0xFF
    path.write_bytes(data)
    told, ending = _read(path)
    assert (told, ending.problem) == ({"!/a.txt": "E105", "!/b.txt": b"second words"}, None)
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert _read(path)[0]["!/a.txt"] == "E105"


@pytest.mark.parametrize("name", ["x.zip", "x.tar", "x.tar.gz", "x.txt.gz", "x.txt.bz2", "x.txt.xz", "x.txt.zst"])
@pytest.mark.parametrize("data", [b"", b"not what it says" * 100])
def test_what_is_not_what_it_says(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    told, ending = _read(tmp_path / name)
    assert told == {} or (not data and told == {"": b""})
    assert bool(ending.problem) != bool(told)


def test_a_truncated_gzip(tmp_path: Path) -> None:
    path = tmp_path / "x.txt.gz"
    path.write_bytes(gzip.compress(b"words " * 1000)[:-12])
    assert "E105" in str(_read(path)[1].problem)


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_a_truncated_zip_gives_what_stood_before(tmp_path: Path, streamed: bool, method: int) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return not streamed

        def seek(self, *_: int) -> int:
            raise io.UnsupportedOperation

    file = Pipe() if streamed else io.BytesIO()
    texts = {f"ü{n}.txt": bytes(range(32, 127)) * 9 + str(n).encode() for n in range(3)}
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in texts.items():
            archive.writestr(name, data)
    path = tmp_path / "x.zip"
    whole = file.getvalue()
    third = whole.rindex(b"PK\x03\x04")
    expected = {f"!/{name}": data for name, data in texts.items()}
    readable = not (streamed and method == zipfile.ZIP_STORED)  # nothing tells the end of such a member
    for cut, count in ((third + 60, 2), (third + 3, 2), (whole.index(b"PK\x01\x02") + 5, 3), (20, 0)):
        path.write_bytes(whole[:cut])
        told, ending = _read(path)
        assert told == (dict(list(expected.items())[:count]) if readable else {})
        assert ending.problem is not None
        assert ending.problem.code == "E105"
