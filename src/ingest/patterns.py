"""The program's patterns: one process compiles them for all, as Python does with modules.

`re` compiles a pattern in Python, at each start anew: of 150 that is a quarter of the time that reading one page takes.
Compiled, a pattern is a list of numbers, which is kept. A kept pattern equals the one that `re.compile` makes.
"""

from __future__ import annotations

import marshal
import re
from array import array
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import AnyStr, TypeAlias, cast

from ingest import kept

_MOST = 1000  # are kept: added words make patterns of their own
_parser, _compiler, _sre = map(import_module, ("re._parser", "re._compiler", "_sre"))  # what `re.compile` is made of
_Key: TypeAlias = tuple[str | bytes, int]
_Made: TypeAlias = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
_new: dict[_Key, _Made] = {}


def compiled(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`re.compile`, for a pattern of the program, or of its grammars and words; not for one of a text that it reads.

    Raises re.error.
    """
    key = text, int(flags)
    made = _kept().get(key) or _new.get(key)
    if made is None:
        made = _new[key] = _made(text, key[1])
    all_flags, code, *groups = made
    return cast("re.Pattern[AnyStr]", _sre.compile(text, all_flags, memoryview(code).cast("I").tolist(), *groups))


def keep_new() -> None:
    """Keep what this process has compiled, beside what was kept before."""
    if _new:
        together = _kept() | _new
        kept.keep(Path(__file__), _made_of(), marshal.dumps(together if len(together) <= _MOST else _new))


@cache
def _kept() -> dict[_Key, _Made]:
    """The patterns that are kept."""
    body = kept.load(Path(__file__), _made_of())
    return {} if body is None else marshal.loads(body)


def _made_of() -> str:
    return f"patterns {_sre.MAGIC}"


def _made(text: str | bytes, flags: int) -> _Made:
    """What `re.compile` makes of a pattern, before it is an object: all flags, the code, and the groups."""
    tree = _parser.parse(text, flags)
    code: list[int] = _compiler._code(tree, flags)
    numbers: dict[str, int] = tree.state.groupdict
    names: list[str | None] = [None] * tree.state.groups
    for name, number in numbers.items():
        names[number] = name
    return flags | tree.state.flags, array("I", code).tobytes(), tree.state.groups - 1, numbers, tuple(names)
