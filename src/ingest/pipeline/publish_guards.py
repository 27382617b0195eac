"""The guards: what stops a run before it publishes. Too much is lost, has drifted, or cannot be read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from fractions import Fraction

import numpy as np
import pyarrow as pa

from ingest.errors import RunRefused
from ingest.pipeline.compared_dumps import is_published
from ingest.pipeline.next_state import State
from ingest.pipeline.plan import Mask
from ingest.pipeline.report import DELETED, Fall, Verdict, some_of
from ingest.settings import Settings
from ingest.shard.receipt import Notice

LARGE = Fraction(1, 5)
"""A fall beyond this is reported, and the snapshot before it is kept, even if the settings allow the fall."""

_SAID = 3
_AGAIN = "restore or export the files and run again"
_NOT_A_PROFILE = "E201"


def judge(falls: Iterable[Fall], settings: Settings) -> tuple[Fall, ...]:
    """The falls that are large or beyond their limit, each with its verdict: by source, the steepest first."""
    large = [fall for fall in falls if is_large(fall, settings)]
    judged = [fall.model_copy(update={"verdict": _verdict(fall, settings)}) for fall in large]
    return tuple(sorted(judged, key=lambda fall: (fall.source, fall.same_bytes, fall.guard == "drift", -fall.fall)))


def is_large(fall: Fall, settings: Settings) -> bool:
    """Return whether a fall is reported: it is beyond its limit, or beyond a fifth."""
    return _share(fall) > min(_limit(fall, settings), LARGE)


def _limit(fall: Fall, settings: Settings) -> Fraction:
    return settings.loss_limit if fall.guard == "loss" else settings.drift_limit


def _share(fall: Fall) -> Fraction:
    """Exactly: one of five is no more than 20 %."""
    return 1 - Fraction(fall.after) / Fraction(fall.before)


def _verdict(fall: Fall, settings: Settings) -> Verdict:
    limit = _limit(fall, settings)
    if fall.same_bytes or _share(fall) <= limit:
        return "reported"
    if fall.guard == "drift":
        return "allowed" if settings.allow_drift else "refused"
    left = fall.kinds.get(DELETED, 0) if settings.allow_mass_delete else 0
    allowed = settings.allow_mass_loss or fall.before - fall.after - left <= limit * Fraction(fall.before)
    return "allowed" if allowed else "refused"


def enforce(reasons: Sequence[str]) -> None:
    """Raise RunRefused if there is any reason."""
    if reasons:
        raise RunRefused("; ".join(reasons))


def why_deletions(
    ledger: pa.Table, missing: Mask, left: Collection[str], falls: Sequence[Fall], settings: Settings
) -> Iterator[str]:
    """Why deletions stop a run: too many of all dumps or of a source's, or all that a source ever held.

    `missing` is over the rows of the `ledger`, members and rows of files among them; `left` are the sources in which
    something remains. What was not published is no loss.
    """
    known = is_published(ledger)
    going = missing & known
    if settings.allow_mass_delete or settings.allow_mass_loss or not going.any():
        return
    if going.sum() > settings.loss_limit * int(known.sum()):
        yield _deletes(f"{going.sum():,} of {known.sum():,} dumps")
        return
    sources = ledger["source"].to_numpy()
    for source in np.unique(sources[going]).tolist():
        of_source = sources == source
        if source not in left:
            yield _deletes(f"all {(going & of_source).sum():,} dumps of the source {source!r}")
        elif any(fall.source == source and set(fall.kinds) == {DELETED} for fall in _refused(falls, "loss")):
            yield _deletes(
                f"{(going & of_source).sum():,} of {(known & of_source).sum():,} dumps of the source {source!r}"
            )


def why_falls(falls: Sequence[Fall]) -> Iterator[str]:
    """Why loss and drift stop a run; losses that are deletions alone have a reason of their own."""
    losses = [fall for fall in _refused(falls, "loss") if set(fall.kinds) != {DELETED}]
    if losses:
        yield f"{_listed(losses)}; did an export go wrong? {_AGAIN}; --allow-mass-loss publishes the loss"
    drifts = _refused(falls, "drift")
    if drifts:
        yield f"{_listed(drifts)}; did a template change? look at these pages; --allow-drift publishes them as they are"


def why_failures(state: State, notices: Sequence[Notice], settings: Settings) -> Iterator[str]:
    """Why failures stop a run: every dump fails, or more cannot be read than the error budget allows."""
    counted = state.accounting
    dumps = counted.published + counted.unchanged + counted.quarantined
    if counted.quarantined and counted.quarantined == dumps:
        named = sorted(notice.uri for notice in notices if notice.status == "quarantined")
        shown = f" ({some_of(named, dumps)})" if named else ""
        yield f"every dump fails, {dumps:,} of {dumps:,}{shown}; the summary and the report say why; {_AGAIN}"
        return
    new = set(state.new_in_quarantine)
    failed = sorted(n.uri for n in notices if n.uri in new and n.code != _NOT_A_PROFILE)
    allowed = settings.allowed_failures(dumps)
    if len(failed) > allowed:
        yield (
            f"{len(failed):,} of {dumps:,} dumps cannot be read ({some_of(failed, len(failed))}), more than "
            f"--max-failures {settings.max_failures} allows ({int(allowed):,}); the summary and the report "
            f"say why; {_AGAIN}; --max-failures {len(failed)} publishes the rest"
        )


def _refused(falls: Sequence[Fall], guard: str) -> list[Fall]:
    return [fall for fall in falls if fall.verdict == "refused" and fall.guard == guard]


def _listed(falls: Sequence[Fall]) -> str:
    more = f"; and {len(falls) - _SAID:,} more, in the report" if len(falls) > _SAID else ""
    return "; ".join(fall.sentence for fall in falls[:_SAID]) + more


def _deletes(what: str) -> str:
    return f"{what} would be deleted; is a folder not mounted? {_AGAIN}; --allow-mass-delete lets them go"
