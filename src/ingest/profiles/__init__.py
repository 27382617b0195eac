"""Stage 5 of the reader, values to records: the profiles of a page, and an owner for each of its lines."""
