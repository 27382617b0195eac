"""Texts as they are compared: folded, and cut into words, of which each different one is held once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

_ACCENTS = r"[\x{0300}-\x{036f}]+"
_BETWEEN = r"[^\p{L}\p{M}\p{N}+#]+"  # `C++` and `C#` are words


def fold_one(text: str) -> str:
    """One text as `fold` has it."""
    folded: str = fold(pa.scalar(text)).as_py()
    return folded


def fold(texts: pa.Array | pa.Scalar) -> pa.Array | pa.Scalar:
    """`texts` in lower case, without accents, one blank between words: `Data Pipelines — P4` is `data pipelines p4`."""
    plain = pc.utf8_lower(pc.utf8_normalize(texts, form="NFKD"))
    plain = pc.replace_substring_regex(plain, pattern=_ACCENTS, replacement="")
    plain = pc.replace_substring(pc.utf8_normalize(plain, form="NFC"), pattern="ß", replacement="ss")
    return pc.utf8_trim(pc.replace_substring_regex(plain, pattern=_BETWEEN, replacement=" "), characters=" ")


class Texts(NamedTuple):
    """Folded texts. The words of the text `i` are `vocabulary[numbers[starts[i]:starts[i + 1]]]`, never none."""

    folded: pa.Array
    lengths: npt.NDArray[np.int32]
    vocabulary: list[str]
    numbers: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int32]

    @classmethod
    def of(cls, texts: pa.Array) -> Texts:
        """Return the index of `texts`, none of which is null."""
        folded = fold(texts)
        words = pc.split_pattern(folded, " ")
        coded = words.flatten().dictionary_encode()
        return cls(
            folded=folded,
            lengths=pc.utf8_length(folded).to_numpy(zero_copy_only=False),
            vocabulary=coded.dictionary.to_pylist(),
            numbers=coded.indices.to_numpy(zero_copy_only=False),
            starts=words.offsets.to_numpy(zero_copy_only=False)[:-1],
        )
