"""Sections to values: one file a kind, one reader a form."""
