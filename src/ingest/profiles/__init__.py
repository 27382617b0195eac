"""Sections of a page to the profiles that it describes."""
