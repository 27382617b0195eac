"""Stage 4 of the reader, sections to values: one file a kind, one reader a form."""
