"""The order of the sources, which decides between rivals: the profile of the later one is current."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def merge_sources(before: Sequence[str], named: Sequence[str], held: Collection[str]) -> tuple[str, ...]:
    """Return the order of sources after a run that named `named`, in that order; only those in `held` have dumps.

    The named sources get the order in which they were named: a run that names all sources sets the whole order. The
    others keep their places, so that two jobs with a source each do not undo each other's order. A new source comes
    right before the next named one, or last.
    """
    known = [source for source in before if source in held]
    now = [source for source in named if source in held]
    anew = iter([source for source in now if source in known])
    order = [next(anew) if source in now else source for source in known]
    place = len(order)
    for source in reversed(now):
        if source in order:
            place = order.index(source)
        else:
            order.insert(place, source)
    return tuple(order)
