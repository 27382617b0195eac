"""Better, worse or undecided: what the truth of a page says of a change."""
