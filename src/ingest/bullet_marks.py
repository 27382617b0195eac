"""Bullet marks of `grammars/page.lark`, where a new one is added: the signs that items of a list begin with.

Each sign is defined once, in one of the terminals there, for the pages of any tool. They are given here as patterns,
for the rooms that look for marks before the grammar has read the page, or in texts that it does not read.
"""

from __future__ import annotations

from ingest.grammar_terminals import own_terminal

TYPED = own_terminal("page", "TYPED")
"""Marks that a text may begin with as well, such as `-`."""
DOT = own_terminal("page", "DOT")
"""Marks that are nothing else, such as `•`."""
CHECK = own_terminal("page", "CHECK")
"""Marks that are also the whole text of a table's cell, such as `✓`."""
BULLET = f"(?:{TYPED}|{DOT}|{CHECK})"
BULLETS = "".join(marks[1:-1] for marks in (TYPED, DOT, CHECK))
"""The marks themselves, for `strip`."""
NUMBERED = own_terminal("page", "NUMBERED")
"""The number before an item of an ordered list."""
