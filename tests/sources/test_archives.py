"""Archives that lie, break or burst: what can be read is read, the rest is told, nothing is written."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest

from ingest.sources.dump import Dump
from ingest.sources.dumps_in_file import Ending, Item, items
from ingest.sources.limits import Limits
from ingest.sources.table_model import Columns

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


_METHODS = [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]


@pytest.mark.parametrize("method", _METHODS)
def test_damage_costs_its_member_whatever_the_method(tmp_path: Path, method: int) -> None:
    path = tmp_path / "x.zip"
    texts = {f"{n}.txt": f"words of number {n} ".encode() * 20 for n in range(3)}
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
        start, end = archive.infolist()[1].header_offset, archive.infolist()[2].header_offset
    whole = path.read_bytes()
    for at in range(start + 14, end, 3):  # from the checksum on
        for broken in (whole[at] ^ 0xFF,):
            path.write_bytes(whole[:at] + bytes([broken]) + whole[at + 1 :])
            told, ending = _read(path)
            assert told.pop("!/1.txt") in ("E105", texts["1.txt"]), at
            assert told == {"!/0.txt": texts["0.txt"], "!/2.txt": texts["2.txt"]}
            assert ending.problem is None


@pytest.mark.parametrize("suffix", ["tar.gz", "tar.bz2", "tar.xz", "tar.zst", "zip", "tar"])
def test_a_damaged_archive_within_costs_itself(tmp_path: Path, suffix: str) -> None:
    plain = _tar(tmp_path / "i.tar", *((f"{n}.txt", b"x" * 5000) for n in range(9))).read_bytes()
    packed = {
        "tar": plain, "tar.gz": gzip.compress(plain), "tar.bz2": bz2.compress(plain), "tar.xz": lzma.compress(plain),
        "tar.zst": pa.compress(plain, "zstd", asbytes=True),
        "zip": _zip(tmp_path / "i.zip", *((f"{n}.txt", b"x" * 5000) for n in range(9))).read_bytes(),
    }[suffix]  # fmt: skip
    half = packed[: len(packed) // 2]
    for bad in (half, half + b"\xff" * 40 + packed[len(half) + 40 :])[: 1 if suffix == "tar" else 2]:
        told, ending = _read(_zip(tmp_path / "o.zip", (f"i.{suffix}", bad), ("z.txt", b"flat")))
        assert told[f"!/i.{suffix}"] == "E105"
        assert told["!/z.txt"] == b"flat"
        assert ending.problem is None


@pytest.mark.parametrize("suffix", ["tar.zst", "txt.zst", "jsonl.zst", "csv.zst"])
def test_damaged_zstandard_data_ends_the_file(tmp_path: Path, suffix: str) -> None:
    plain = _tar(tmp_path / "i.tar", *((f"{n}.txt", bytes(range(256)) * 9) for n in range(9))).read_bytes()
    packed, path = pa.compress(plain, "zstd", asbytes=True), tmp_path / f"x.{suffix}"
    for bad in (packed[: len(packed) // 2], b"\x28\xb5\x2f\xfd" + b"\xff" * 99):
        path.write_bytes(bad)
        ending = _read(path)[1]
        assert ending.problem is not None
        assert ending.problem.code == "E105"


def _eight(tmp_path: Path) -> tuple[Path, bytes]:
    """An archive of eight members of 1,024 bytes each, header included."""
    path = _tar(tmp_path / "x.tar", *((f"{n}.txt", b"x" * 400) for n in range(8)))
    return path, path.read_bytes()


@pytest.mark.parametrize("number", range(8))
@pytest.mark.parametrize("damage", ["zeros", "noise", "checksum", "negative", "endless"])
def test_a_damaged_header_costs_its_member(tmp_path: Path, number: int, damage: str) -> None:
    path, whole = _eight(tmp_path)
    head = tarfile.TarInfo(f"{number}.txt")
    at = number * 1024
    told_size = {"negative": b"\xff" * 12, "endless": b"77777777777\0"}
    if damage in told_size:
        header = bytearray(whole[at : at + 512])
        header[124:136] = told_size[damage]
        header[148:156] = b" " * 8
        header[148:156] = b"%06o\0 " % sum(header)
    else:
        header = bytearray({"zeros": bytes(512), "noise": b"\xa7" * 512}.get(damage, whole[at : at + 512]))
        header[150] ^= damage == "checksum"
    path.write_bytes(whole[:at] + header + whole[at + 512 :])
    told, ending = _read(path)
    assert ending.problem is not None
    assert ending.problem.code == "E105"
    before = {f"!/{n}.txt" for n in range(number)}
    if damage == "endless":  # all that follows is said to be in it
        assert set(told) - {f"!/{head.name}"} == before
    else:
        assert set(told) == {f"!/{n}.txt" for n in range(8)} - {f"!/{head.name}"}
    assert {told[name] for name in before} <= {b"x" * 400}


@pytest.mark.parametrize(("start", "end"), [(0, 3), (2, 5), (3, 7), (7, 8)])
def test_overwritten_members_are_said(tmp_path: Path, start: int, end: int) -> None:
    path, whole = _eight(tmp_path)
    path.write_bytes(whole[: start * 1024] + bytes((end - start) * 1024) + whole[end * 1024 :])
    told, ending = _read(path)
    assert set(told) == {f"!/{n}.txt" for n in range(8) if not start <= n < end}
    assert (ending.problem is not None) or end == 8, "zeros at the end are the end"


@pytest.mark.parametrize("padding", [1024, 10240 - 8 * 1024, 20480 - 8 * 1024])
def test_archives_that_follow_one_another_are_read(tmp_path: Path, padding: int) -> None:
    path, whole = _eight(tmp_path)
    path.write_bytes(whole[: 8 * 1024] + bytes(padding) + whole)
    told, ending = _read(path)
    assert ending.problem is None
    assert set(told) == {f"!/{n}.txt{twin}" for n in range(8) for twin in ("", "~2")}


def test_zip_archives_that_follow_one_another_are_said(tmp_path: Path) -> None:
    first = _zip(tmp_path / "1.zip", ("a.txt", b"1"), ("b.txt", b"2")).read_bytes()
    second = _zip(tmp_path / "2.zip", ("c.txt", b"3")).read_bytes()
    path = tmp_path / "x.zip"
    for other, names in ((second, {"!/c.txt": b"3"}), (_zip(tmp_path / "0.zip").read_bytes(), {})):
        path.write_bytes(first + other)
        told, ending = _read(path)
        assert told == names
        assert "several archives" in str(ending.problem)
    path.write_bytes(b"#!/bin/sh what unpacks itself\n" + second)
    assert _read(path)[1].problem is None


@pytest.mark.parametrize("names", [["x.txt"], ["a/x.txt", "a/./x.txt", "a//x.txt", "/a/x.txt", "a/x.txt~2"]])
def test_sixty_thousand_members_of_one_name(tmp_path: Path, names: list[str]) -> None:
    path, count = tmp_path / "x.tar", 60_000
    path.write_bytes(b"".join(tarfile.TarInfo(name).tobuf() for name in names) * (count // len(names)) + bytes(1024))
    told, ending = _read(path, Limits(1 << 20, 1 << 30, 100, count, 2))
    assert (len(told), ending.problem) == (count, None)
    assert "more than 99 members" in str(_read(path, Limits(1 << 20, 1 << 30, 100, 99, 2))[1].problem)


def test_a_directory_that_swallows_its_entries_is_said(tmp_path: Path) -> None:
    path = _zip(tmp_path / "x.zip", *((f"{n}.txt", b"x") for n in range(4)))
    data = bytearray(path.read_bytes())
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    rest = data.index(b"PK\x05\x06") - second
    data[second + 32 : second + 34] = (rest - 46 - 5).to_bytes(2, "little")  # the length of its comment
    path.write_bytes(data)
    told, ending = _read(path)
    assert set(told) == {"!/0.txt", "!/1.txt"}
    assert "4 members were written, 2 are named" in str(ending.problem)


@pytest.mark.parametrize("make", [_zip, _tar])
def test_members_without_a_name_are_told(tmp_path: Path, make: object) -> None:
    path = make(tmp_path / f"x.{'zip' if make is _zip else 'tar'}", ("", b"1"), ("a.txt", b"2"))  # type: ignore[operator]
    assert _read(path) == ({"!/": "I609", "!/a.txt": b"2"}, _read(path)[1])
    assert _read(path)[1].problem is None


def test_more_members_than_sixteen_bits_count(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(0x10001):
            archive.writestr(f"{number}.txt", b"")
    told, ending = _read(path, Limits(1 << 20, 1 << 30, 100, 1 << 20, 2))
    assert (len(told), ending.problem) == (0x10001, None)


def test_folders_count_as_members(tmp_path: Path) -> None:
    for make, name in ((_tar, "x.tar"), (_zip, "x.zip")):
        path = make(tmp_path / name, ("a.txt", b"1"))
        if make is _tar:
            with tarfile.open(path, "a") as archive:
                for number in range(50):
                    folder = tarfile.TarInfo(f"d{number}")
                    folder.type = tarfile.DIRTYPE
                    archive.addfile(folder)
        else:
            with zipfile.ZipFile(path, "a") as zipped:
                for number in range(50):
                    zipped.writestr(f"d{number}/", b"")
        assert "more than 50 members" in str(_read(path)[1].problem)


def test_a_header_that_swells_is_not_read(tmp_path: Path) -> None:
    info = tarfile.TarInfo("pax")
    info.type, info.size = tarfile.XHDTYPE, 64 << 20
    path = tmp_path / "x.tar.gz"
    path.write_bytes(gzip.compress(info.tobuf() + bytes(64 << 20), 1))
    told, ending = _read(path, _LIMITS._replace(unpacked=1 << 30, ratio=10_000))
    assert told == {}
    assert "it is too long" in str(ending.problem)


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
