"""Punctuation that several rooms go by, each set of it once: what ends sentences and clauses, what parts names.

Strings are for character classes (`f"[{STOPS}]"`), tuples for `str.endswith`, patterns for `re`.
"""

from __future__ import annotations

STOPS = ".!?"
"""What ends a sentence where words have blanks between them."""
WIDE_STOPS = "。！？"
"""What ends a sentence of Chinese or Japanese; the next one may stand right behind it."""
SENTENCE_ENDS = (*STOPS, *WIDE_STOPS)
QUESTIONS = ("?", "？")

COLON = "[:：]"
COLONS = (":", "：")
LINE_ENDS = (*SENTENCE_ENDS, *COLONS)
"""What a line ends with that does not go on below: a sentence, or what announces the next lines."""
SEMICOLONS = (";", "；")
CLAUSE_ENDS = (*LINE_ENDS, *SEMICOLONS)
"""What ends a sentence, or a part of one that has a verb: no name ends with these."""
COMMAS = (",", "，")
ENDS = (*CLAUSE_ENDS, *COMMAS)
"""What no heading ends with, but for a question, and a colon above what it announces."""

SENTENCE_INSIDE = rf"[{STOPS}]\s+\S|[{WIDE_STOPS}]\S"
"""A pattern of the place where another sentence begins, whatever it begins with."""
CLAUSE = rf"[{''.join(CLAUSE_ENDS)}]$|{SENTENCE_INSIDE}"
"""A pattern of a text that is no name, for its punctuation: a clause, or a sentence and the beginning of another."""
BETWEEN_SENTENCES = rf"(?<=[{STOPS}])\s+(?=[^\W\d_a-z])|(?<=[{WIDE_STOPS}])"
"""A pattern of what is between two sentences, for `split`: they begin with capitals, so `approx. 3 years` is one."""

BOLD = ("**", "__")
"""What a text in bold begins and ends with."""

LONG_DASHES = "—–"
DASHES = f"{LONG_DASHES}-"
"""What is between a name and what is beside it, or between two numbers: a hyphen, or a dash."""
DASH = rf"\-{LONG_DASHES}"
"""The same inside of a character class."""
LIKE_HYPHENS = "‐‑‒–—―−"
"""What is written for a hyphen inside of a word or a code."""
DIVIDERS = "|·•"
"""What divides several things on one line."""
STEPS = ("→", "➔", "➜", "⇒", "->", "=>")
"""What is between something and what it becomes: `Picker → Shift Lead` names no role, `L1 → L2` no level."""
SPACED_DASHES = tuple(f" {dash} " for dash in (*DASHES, "--", "---"))
"""A dash between a name and what is beside it."""
BESIDE_NAMES = f" \t{DIVIDERS}{''.join(COLONS)}{DASHES}"
"""What stands at either end of a name and is no part of it, for `strip`."""
