"""Bytes to dumps: what the inputs hold, what is inside of archives and tables, and the text of each."""
