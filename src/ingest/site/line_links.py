"""Where a value comes from, as markup: the lines that it names, the link to them, and the lines themselves.

A page has hundreds of these, too many for macros of a template.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup, escape

from ingest.catalogue.dump_texts import Shown
from ingest.records import Span


def named(spans: Sequence[Span]) -> Markup:
    """The attribute that marks a value for `lines.js`: `data-lines="5-6 9-9"`."""
    places = " ".join(f"{span.line_start}-{span.line_end}" for span in spans)
    return Markup(f'data-lines="{places}"')


def cite(spans: Sequence[Span]) -> Markup:
    """Return the link from a value to its lines: `5–6 +1` with one further place; nothing without spans."""
    if not spans:
        return Markup()
    first, last = spans[0].line_start, spans[0].line_end
    noun, place = ("line", f"{first}") if first == last else ("lines", f"{first}–{last}")
    more = ""
    if len(spans) > 1:
        places = "place" if len(spans) == 2 else "places"
        more = f'<span class="more"> +{len(spans) - 1}<span class="hidden"> more {places}</span></span>'
    link = f'<a class="cite" href="#L{first}"><span class="hidden">{noun} </span>{place}{more}</a>'
    return Markup(link)


def numbered(lines: Iterable[Shown]) -> Markup:
    """The lines of a dump as items of a list, each with its number, which stays when others are hidden.

    Of several lines that come from one line of an HTML page the first is where links to it lead.
    """
    return Markup("\n".join(_items(lines)))


def _items(lines: Iterable[Shown]) -> Iterator[str]:
    seen: set[int] = set()
    for first, last, text in lines:
        place = "" if first in seen else f'id="L{first}" '
        until = "" if first == last else f' data-last="{last}"'
        seen.add(first)
        yield f'<li {place}value="{first}"{until}>{escape(text)}</li>'
