"""The scale and the pass mark that a sentence on provenance states: `scored from 1 to 5; 3.5 passes`."""

from __future__ import annotations

from ingest.grammar.answer_types import Evidence
from ingest.grammar.line_grammar import Language

_WIDEST_EVIDENCE = 4_000


def read_evidence(text: str, lines: Language) -> Evidence:
    """The scale and the pass mark that a sentence states; `lines` is the language that has the rule `evidence`."""
    tree = lines.tree(text, "evidence") if len(text) <= _WIDEST_EVIDENCE else None
    if tree is None:
        return Evidence(None, None)
    scales = [tuple(float(str(n)) for n in scale.children) for scale in tree.find_data("scale")]
    marks = [float(str(mark.children[0])) for mark in tree.find_data("pass_mark")]
    scale = (scales[0][0], scales[0][1]) if len(scales) == 1 and scales[0][0] < scales[0][1] else None
    return Evidence(scale, marks[0] if len(marks) == 1 else None)
