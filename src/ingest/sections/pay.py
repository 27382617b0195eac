"""Pay: amounts with their currency and period, as far as the page states them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.blocks import Block, BulletList, Paragraph
from ingest.diagnostics import diagnose
from ingest.grammar import Grammars, PayPhrase
from ingest.grammar.currencies import SHARED
from ingest.lazy_patterns import rare
from ingest.outline.model import Section
from ingest.records import Pay, Span
from ingest.sections.reader_interface import Claim, Context, span
from ingest.text.sentences import split_sentences

SAY_PAY = frozenset(("conditions", "benefits", "hiring", "legal"))  # kinds of kept sections in which pay may be said
OF_PAY = frozenset(("pay",))

_MARKS = rare(r"[()\[\],;:/]")


def read_pay(section: Section, context: Context) -> Claim:
    """Return an item for each amount or range in a bullet or paragraph, with the whole line as its text.

    A bullet beside them without an amount is an item without numbers. Other lines are kept.
    """
    claim = Claim()
    above = section.title
    mark = section.level  # `## Senior`, `### Salary`
    level = {"level": mark.key, "level_basis": "stated", "level_title": mark.title} if mark else {}
    for block in section.blocks:
        read = [(text, at, pay_of(text, at, above, context.grammars, claim)) for text, at in _texts([block])]
        if any(found for _, _, found in read):
            for text, at, found in read:
                said = context.plain(text)
                stated = {**level, "text": said}
                claim.records += [pay.model_copy(update=stated) for pay in found or [Pay(text=said, span=at)]]
        else:
            claim.rest.append(block)
    return claim


def pay_in_kept(section: Section, context: Context) -> Claim:
    """Return the pay that a kept section states among other things: `- Salary: £24,500 a year` below `What we offer`.

    Only a sentence with a phrase or a key of pay, and with one amount or range in a known currency, states it.
    """
    claim = Claim()
    if section.kind not in SAY_PAY or section.level is not None:
        return claim
    for text, at in _texts(section.blocks):
        if not any(map(str.isdecimal, text)):
            continue
        for sentence in split_sentences(context.plain(text)):
            label, _, value = sentence.partition(":")
            is_key = bool(value) and context.grammars.words.fact_key(label) == "salary"
            if is_key or context.grammars.words.cues.mentions(sentence, OF_PAY):
                stated = pay_of(sentence, at, label if is_key else "", context.grammars, claim)
                if len(stated) == 1 and stated[0].currency and (stated[0].min, stated[0].max) != (None, None):
                    claim.records.append(stated[0].model_copy(update={"text": sentence}))
    return claim


def _texts(blocks: Sequence[Block]) -> Iterator[tuple[str, Span]]:
    for block in blocks:
        if isinstance(block, BulletList):
            yield from ((item.text, span(item)) for item in block.items)
        elif isinstance(block, Paragraph):
            yield block.text, span(block)


def pay_of(text: str, at: Span, above: str, grammars: Grammars, claim: Claim) -> list[Pay]:
    """Return the amounts of a phrase. A heading or key above it may give currency and period: `Annual salary`, `Pay in
    EUR a month`.

    If nothing gives the period, the pay scales of a grade beside the amounts may; the claim then has a diagnostic. So
    it has if a currency is assumed: `$` is the sign of many.
    """
    said = f" {' '.join(_MARKS.sub(' ', above.casefold()).split())} "
    period = next((span for word, span in grammars.words.periods.items() if f" {word} " in said), None)
    signs, currency = next(
        ((word, code) for word, code in grammars.words.currencies.items() if f" {word} " in said), ("", None)
    )
    phrases = [_bounded(phrase, above, grammars) for phrase in grammars.read_pay(grammars.plain(text))]
    if period is None and any(phrase.period is None and phrase.min is not None for phrase in phrases):
        period = grammars.levels.paid_by(grammars.plain(text))
        if period is not None:
            claim.diagnostics.append(diagnose("I614", at.line_start, at.line_end, f"by the {period}"))
    is_stated = currency is not None and signs not in SHARED
    if not is_stated and any(phrase.is_assumed or (currency and phrase.currency is None) for phrase in phrases):
        claim.diagnostics.append(diagnose("I617", at.line_start, at.line_end, phrases[0].text[:60]))
    return [
        Pay(
            text=phrase.text,
            min=phrase.min,
            max=phrase.max,
            currency=currency if is_stated and phrase.is_assumed else phrase.currency or currency,
            period=phrase.period or period,
            span=at,
        )
        for phrase in phrases
    ]


def _bounded(phrase: PayPhrase, above: str, grammars: Grammars) -> PayPhrase:
    """A single amount below `Maximum salary` is the most that is paid, and what is the least is not said."""
    bound = grammars.pay_bound(above) if phrase.min is not None and phrase.min == phrase.max else None
    if bound == "MAXIMUM":
        return phrase._replace(min=None)
    return phrase._replace(max=None) if bound == "MINIMUM" else phrase
