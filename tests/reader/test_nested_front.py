"""Front matter that holds a matrix: every line has an owner, and what is too much of it is read as before."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from ingest.blocks.nested_front import DEEPEST, nested_front
from ingest.grammar import load_grammars
from ingest.read import read_text

WORDS = st.sampled_from(["light", "Lights a street", "shade: and more", "level", "1", "no", "", "💡", "- dash", "P2"])
KEYS = st.sampled_from(["level", "name", "title", "criteria", "topics", "light_and_shade", "responsibilities", "P1"])
NODES = st.recursive(
    WORDS | st.none() | st.integers(0, 9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)
RUBRIC = "topics:\n- name: light\n  content:\n  - level: 1\n    criteria: [One]\n  - level: 2\n    criteria: [Two]\n"


def page(front: str) -> list[str]:
    return ["---", *front.splitlines(), "---"]


@given(st.dictionaries(KEYS, NODES, min_size=1, max_size=4), st.booleans())
def test_every_line_has_an_owner(tree: dict[str, Any], has_rubric: bool) -> None:
    lines = page(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False) + (RUBRIC if has_rubric else ""))
    reading = read_text("\n".join(lines))
    for number, line in enumerate(lines, 1):
        assert reading.owners[number - 1] or not line.strip(), (number, line)
    front = nested_front(lines, load_grammars())
    if front is not None:
        covered = [number for block in front.blocks for number in range(block.start, block.end + 1)]
        assert set(covered) == {number for number in range(1, front.end + 1) if lines[number - 1].strip()} | set(
            covered
        )
        assert covered == sorted(covered)


def test_a_rubric_is_one() -> None:
    assert nested_front(page(RUBRIC), load_grammars()) is not None


def test_aliases_are_not_followed() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*{'a' if not n else f'b{n - 1}'}, *a]\n" for n in range(30))
    assert nested_front(page(bomb + RUBRIC), load_grammars()) is None


def test_depth_is_bounded() -> None:
    deep = f"deep: {'[' * DEEPEST}x{']' * DEEPEST}\n"
    assert nested_front(page(deep + RUBRIC), load_grammars()) is None
    assert nested_front(page("deep: " + "[" * 50_000 + "\n" + RUBRIC), load_grammars()) is None


def test_tags_make_no_objects_and_line_ends_that_editors_do_not_count_are_refused() -> None:
    assert nested_front(page("x: !!python/object/apply:os.system [echo]\n" + RUBRIC), load_grammars()) is not None
    assert nested_front(["---", "x: a\u2028b", *RUBRIC.splitlines(), "---"], load_grammars()) is None
    assert nested_front(page("x: [unclosed\n" + RUBRIC), load_grammars()) is None
