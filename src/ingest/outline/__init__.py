"""Blocks to an outline: which heading stands under which, what each section is about, and whose it is."""
