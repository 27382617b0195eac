"""Blocks to an outline: which heading is below which, what each section is about, and whose it is."""
