"""Bytes made slightly wrong: flipped, cut, doubled, moved, overwritten, with words of a trade strewn in."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

_SIZES = (1, 2, 4, 16, 64, 512, 513, 4096)
_BYTES = (0, 0xFF, 0x20, 0x0A, 0x22, 0x7C, 0x80)


def mutate(random: Random, data: bytes, words: Sequence[bytes] = (), most: int = 6) -> bytes:
    """`data` after one to `most` changes."""
    changed = bytearray(data)
    for _ in range(random.randint(1, most)):
        _change(random, changed, words)
    return bytes(changed)


def _change(random: Random, data: bytearray, words: Sequence[bytes]) -> None:
    at, size = random.randint(0, len(data)), random.choice(_SIZES)
    match random.randint(0, 8):
        case 0 if data:
            data[at % len(data)] ^= 1 << random.randint(0, 7)
        case 1:
            data[at : at + size] = bytes([random.choice(_BYTES)]) * len(data[at : at + size])
        case 2:
            del data[at : at + size]
        case 3:
            del data[at:]
        case 4:
            data[at:at] = data[at : at + size] * random.choice((1, 2, 30))
        case 5:
            start = random.randint(0, len(data))
            data[at:at] = data[start : start + size]
        case 6:
            data[at : at + size] = random.randbytes(len(data[at : at + size]))
        case 7 if words:
            word = random.choice(words)
            data[at : at + random.choice((0, len(word)))] = word
        case _ if data:
            data[at % len(data)] = random.choice(_BYTES)
