"""Records held against truth that people have written: how much of a page was read, and what was missed."""
