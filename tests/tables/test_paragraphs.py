from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from ingest.dedup import paragraph_id
from ingest.records import Profile, Section, SectionBlock, Source
from ingest.tables import TABLES, Outcome, bucket_count, collect, merge_paragraphs, paragraph_partial
from ingest.tables.merge import merge_buckets
from tables.sample import dump, lines

Placed = tuple[str, int]  # a text and its line

dumps = st.dictionaries(
    st.sampled_from([f"{source}/{number}.txt" for source in "ab" for number in range(6)]),
    st.lists(st.tuples(st.sampled_from(["x", "x ", "y", "z", "Z", "3 y"]), st.integers(1, 5)), max_size=6),
    max_size=8,
)


def outcome(uri: str, placed: Sequence[Placed]) -> Outcome:
    blocks = tuple(SectionBlock(kind="paragraph", text=text, raw=text, span=lines(line)) for text, line in placed)
    source = Source(uri=uri, sha256="0" * 64, line_start=1, line_end=9)
    return dump(uri, Profile(sections=(Section(blocks=blocks, span=lines(1)),), source=source))


def partial(outcomes: Sequence[Outcome]) -> pa.Table:
    return paragraph_partial(collect(outcomes)["paragraph_occurrences"])


def merged(partials: Sequence[pa.Table], buckets: int = 1) -> pa.Table:
    return pa.concat_tables(merge_paragraphs([[table] for table in partials], buckets))


@given(dumps)
def test_every_text_once_with_all_its_places_counted(given_dumps: dict[str, list[Placed]]) -> None:
    places = defaultdict(list)
    for uri, placed in given_dumps.items():
        for order, (text, line) in enumerate(placed):
            places[paragraph_id(text)].append((uri, line, order, text))
    expected = [
        {
            "paragraph_id": identity,
            "text": min(found)[3],
            "occurrences": len(found),
            "documents": len({uri for uri, *_ in found}),
            "first_uri": min(found)[0],
            "first_line_start": min(found)[1],
        }
        for identity, found in sorted(places.items())
    ]
    table = merged([partial([outcome(*item) for item in given_dumps.items()])])
    assert table.schema.equals(TABLES["paragraphs"].schema, check_metadata=True)
    assert table.select(list(expected[0]) if expected else []).to_pylist() == expected


@given(dumps, st.randoms(use_true_random=False), st.integers(1, 4), st.sampled_from([1, 2, 8]))
def test_neither_leaves_nor_order_nor_buckets_change_the_table(
    given_dumps: dict[str, list[Placed]], random: object, leaves: int, buckets: int
) -> None:
    outcomes = [outcome(*item) for item in given_dumps.items()]
    whole = merged([partial(outcomes)])
    random.shuffle(outcomes)  # type: ignore[attr-defined]
    parts = [partial(outcomes[leaf::leaves]) for leaf in range(leaves)]
    assert merged(parts, buckets).equals(whole)
    assert merged([merged(parts[:2]), *parts[2:]]).equals(whole)


def test_runs_may_come_in_batches() -> None:
    outcomes = [outcome(f"a/{n}.txt", [(f"text {n} {m}", m) for m in range(1, 20)]) for n in range(20)]
    parts = [partial(outcomes[:10]), partial(outcomes[10:])]
    batches = [part.to_batches(max_chunksize=7) for part in parts]
    assert pa.concat_tables(merge_paragraphs(batches, 16)).equals(merged(parts))


def test_buckets_are_ranges_of_ids_and_as_many_as_asked_for() -> None:
    table = partial([outcome("a/1.txt", [(f"text {n}", n) for n in range(1, 200)])])
    buckets = list(merge_paragraphs([[table]], 4))
    assert len(buckets) == 4
    for number, bucket in enumerate(buckets):
        digits = {identity[0] for identity in bucket["paragraph_id"].to_pylist()}
        assert digits == set("0123456789abcdef"[4 * number : 4 * number + 4])


def test_no_more_than_a_bucket_and_a_batch_a_run_is_held() -> None:
    """Each batch may be asked for only when the bucket has come that far."""
    table = partial([outcome("a/1.txt", [(f"text {n}", n) for n in range(1, 400)])])
    asked: list[int] = []

    def batches() -> object:
        for number, batch in enumerate(table.to_batches(max_chunksize=10)):
            asked.append(number)
            yield batch

    schema = TABLES["paragraphs"].schema
    merging = merge_buckets([batches()], schema, 8, lambda rows: rows)  # type: ignore[list-item]
    first = next(merging)
    assert len(asked) <= first.num_rows // 10 + 1
    assert sum(bucket.num_rows for bucket in merging) + first.num_rows == table.num_rows


def test_the_number_of_buckets_follows_from_the_rows_alone() -> None:
    assert [bucket_count(rows) for rows in (0, 1, 1 << 18, (1 << 18) + 1, 100_000_000)] == [1, 1, 1, 2, 512]
