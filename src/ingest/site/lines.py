"""Where a value comes from, as markup: the lines it names, the link to them, and the lines themselves.

A page has hundreds of these, too many for macros of a template.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from ingest.records import Span


def named(spans: Sequence[Span]) -> Markup:
    """The attribute that marks a value for `lines.js`: `data-lines="5-6 9-9"`."""
    places = " ".join(f"{span.line_start}-{span.line_end}" for span in spans)
    return Markup(f'data-lines="{places}"')


def cite(spans: Sequence[Span]) -> Markup:
    """The link from a value to its lines: `5–6 +1`, where there is one more place; nothing if there is none."""
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


def numbered(texts: Iterable[str], first: int) -> Markup:
    """The lines of a dump as items of a list, each with its number, which stays when others are hidden."""
    items = (f'<li id="L{number}" value="{number}">{escape(text)}</li>' for number, text in enumerate(texts, first))
    return Markup("\n".join(items))
