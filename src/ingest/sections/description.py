"""The description: once as text, everywhere as spans. A page says it as lede, as summary, as the focus's text."""

from __future__ import annotations

from ingest.blocks import BulletList, Paragraph
from ingest.blocks.headings import states_code
from ingest.grammar import Grammars
from ingest.outline.model import Section
from ingest.punctuation import COLONS, SENTENCE_ENDS
from ingest.sections.glued_sentences import is_glued
from ingest.sections.prose import folded
from ingest.sections.reader_interface import Claim, Context, Description
from ingest.text.normalise import fits

FACT_WIDTH = 60
COMMENT = "<!--"


def read_description(section: Section, context: Context) -> Claim:
    """The distinct paragraphs, in order, joined by blank lines. The first section of a profile has no heading."""
    claim = Claim()
    paragraphs: list[Paragraph | BulletList] = []
    for block in section.blocks:
        if isinstance(block, BulletList) and paragraphs and _announces(paragraphs[-1], block):
            paragraphs.append(block)
        elif isinstance(block, Paragraph) and not block.mark:
            if context.grammars.is_placeholder(block.text):
                claim.furniture.append(block)
            elif _is_fact(block.text, context.grammars):
                claim.rest.append(block)
            else:
                paragraphs.append(block)
                if is_glued(block.text):
                    claim.say("W406", block, block.text[:60])
        else:
            claim.rest.append(block)
    claim.owned += paragraphs
    texts = list(dict.fromkeys(text for text, _ in folded(paragraphs, context.grammars) if text))
    if texts:
        said = "\n\n".join(texts)
        said = context.plain(said) if COMMENT in said else said  # one may reach over several paragraphs
        claim.records.append(Description(said))
    return claim


def _announces(above: Paragraph | BulletList, block: BulletList) -> bool:
    """Whether the line above a list ends in a colon: then the list goes on with it."""
    return isinstance(above, Paragraph) and above.end < block.start and above.text.endswith(COLONS)


def _is_fact(text: str, grammars: Grammars) -> bool:
    """Return whether a line is a fact, which describes nothing: `Job family: Freight`, or a code with its title."""
    if not fits(text, FACT_WIDTH) or text.endswith(SENTENCE_ENDS):
        return False
    return grammars.is_pair(text) or states_code(text, grammars)
