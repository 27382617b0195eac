"""Archives with known members. Damage may cost members, never without a word, and never another content."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from pathlib import Path
from random import Random

import pyarrow as pa

from fuzzing.mutate import mutate
from ingest.sources.dump import Dump
from ingest.sources.dumps_in_file import Ending, Item, items
from ingest.sources.limits import Limits
from ingest.sources.table_model import Columns

_LIMITS = Limits(dump=1 << 20, unpacked=16 << 20, ratio=200, members=2000, depth=2)
_PACK = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_KINDS = (
    "zip",
    "zip",
    "tar",
    "tar",
    "tar.gz",
    "tar.bz2",
    "tar.xz",
    "tar.zst",
    "txt.gz",
    "txt.xz",
    "txt.bz2",
    "txt.zst",
)
_FORMATS = (tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT)
_CHECKED = ("zip", "gz", "bz2", "xz")  # a damaged content shows


def archives(random: Random, scratch: Path) -> str | None:
    """One archive, mutated and read. Returns what is wrong."""
    kind = random.choice(_KINDS)
    texts = {
        _name(random, number): random.randbytes(random.randint(0, 700)) * 2 for number in range(random.randint(1, 8))
    }
    whole = _packed(random, kind, texts)
    data = mutate(random, whole, (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"ustar\0", bytes(512), whole))
    path = scratch / f"x.{kind}"
    path.write_bytes(data)
    *found, ending = items(Dump(f"raw/{path.name}", "raw", str(path)), _LIMITS, Columns("text", None))
    assert isinstance(ending, Ending)
    dumps = [item for item in found if isinstance(item, Item)]
    uris = [item.uri for item in dumps]
    if len(set(uris)) < len(uris):
        return "two dumps of one uri"
    damaged = ending.problem is not None or any(item.problem and item.problem.code == "E105" for item in dumps)
    if kind.startswith("txt"):
        silent = not damaged and kind != "txt.zst" and dumps[0].data not in (b"".join(texts.values()), b"")
        return "another content" if silent and data.startswith(whole) is False and not _several(kind, data) else None
    if len(dumps) < len(texts) and not damaged and not (kind == "tar" and _shorter(data, whole)):
        return f"{len(texts) - len(dumps)} members lost without a word"
    if kind.rpartition(".")[2] in _CHECKED:
        contents = {*texts.values(), b""}
        if any(item.data is not None and item.data not in contents for item in dumps) and not damaged:
            return "another content without a word"
    return None


def _shorter(data: bytes, whole: bytes) -> bool:
    """Whether blocks are gone: nothing in a TAR archive tells how many it had, or that zeros are not its end."""
    return len(data.rstrip(b"\0")) < len(whole.rstrip(b"\0"))


def _several(kind: str, data: bytes) -> bool:
    """Whether another stream begins in it: what stands there is then a part of the text."""
    magic = {"txt.gz": b"\x1f\x8b", "txt.bz2": b"BZh", "txt.xz": b"\xfd7zXZ"}[kind]
    return data.count(magic) != 1


def _name(random: Random, number: int) -> str:
    return random.choice(("{}.txt", "d/{}.md", "./{}.txt", "{}é.html", "../{}.txt", "long" * 20 + "{}.txt")).format(
        number
    )


def _packed(random: Random, kind: str, texts: dict[str, bytes]) -> bytes:
    if kind.startswith("txt"):
        plain = b"".join(texts.values())
    elif kind == "zip":
        return _zip(random, texts)
    else:
        plain = _tar(random, texts)
    packing = kind.rpartition(".")[2]
    if packing == "zst":
        return bytes(pa.compress(plain, "zstd", asbytes=True))
    return _PACK[packing](plain) if packing in _PACK else plain


def _zip(random: Random, texts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", random.choice(_METHODS)) as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    return file.getvalue()


def _tar(random: Random, texts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=random.choice(_FORMATS)) as archive:
        for name, text in texts.items():
            info = tarfile.TarInfo(name)
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text))
    return file.getvalue()
