"""Before the reader, inputs to texts: what inputs hold, what is inside of archives and tables, how it is encoded."""
