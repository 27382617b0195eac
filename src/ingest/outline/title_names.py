"""What of a title is the name of the role: without code, site, employer, and words for the kind of page."""

from __future__ import annotations

from ingest.blocks import Block, Heading, Paragraph
from ingest.grammar import Grammars
from ingest.grammar.folding import without_numbering
from ingest.outline.names import is_role_name, plain_name
from ingest.punctuation import DASH, STOPS
from ingest.rare import rare
from ingest.text.normalise import without_links

_SITE = rare(r"\s+[|·»]\s+")
# `72200 - Electricians`
_CODE = rare(rf"(?:[A-Z]{{0,4}}\d[\d.:-]*\d|\d{{3,}})\s*(?:[{DASH}:.]\s*|\s+)(?=[^\W\d])")
_AFTER = (": ",)  # what a page is called, and then the role: `Guidance for staff: Baker`
_EMPLOYER = rare(rf"\s+(?:at|@|bei|chez)\s+(?:the\s+)?[^\W\d_a-z][^{STOPS}]*$")
_SYMBOLS = rare(rf"^[^\w([{{\"'«„“]+|[^\w)\]}}{STOPS}\"'»“”*]+$")  # emoji and rules beside a title


def clean_title(text: str, grammars: Grammars) -> str:
    """A title without emphasis, links, a leading code, emoji beside it, and the name of the site behind a bar."""
    plain = " ".join(without_links(text).replace("<br>", " ").replace("<br/>", " ").split()).strip("*_`# ")
    plain = _SITE.split(plain)[0]
    code = _CODE.match(plain)
    plain = plain[code.end() :] if code else plain
    return _SYMBOLS.sub("", without_numbering(plain)).strip() or plain


def role_name(title: str, grammars: Grammars) -> str:
    """A title without words that say only what kind of page it is: `Job Description: Baker`, `Baker Framework`."""
    plain = grammars.words.roles.without_template(title) or title
    for joint in _AFTER:
        page, found, name = plain.partition(joint)
        if found and is_role_name(name, grammars) and not is_role_name(page, grammars):
            return name.strip()
    return plain


def without_employer(name: str, grammars: Grammars) -> str:
    """The name of a role without that of the employer behind it: `Baker at Crust & Sons`."""
    found = _EMPLOYER.search(name)
    return name[: found.start()] if found and is_role_name(name[: found.start()], grammars) else name


def are_same(one: str, other: str, grammars: Grammars) -> bool:
    """Whether two titles name one role: one says no more than the other, less the level and the kind of page."""
    return is_within_other(core_of(one, grammars), core_of(other, grammars))


def core_of(text: str, grammars: Grammars) -> str:
    """A title as it is compared: in small letters, without words for the kind of page and brackets."""
    return plain_name(role_name(clean_title(grammars.plain(text), grammars), grammars)).casefold()


def is_within_other(one: str, other: str) -> bool:
    """Whether one of two titles, as they are compared, says no more than the other."""
    return bool(one and other) and (one in other or other in one)


def names_role(block: Block, grammars: Grammars) -> bool:
    """Whether a line, less its template, is the name of a role."""
    if not isinstance(block, Heading | Paragraph):
        return False
    name = role_name(clean_title(block.text, grammars), grammars)
    return is_role_name(name, grammars) and not grammars.words.roles.addresses(name)
