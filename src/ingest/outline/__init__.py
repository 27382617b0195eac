"""Stage 3 of the reader, blocks to sections: which heading is below which, what each is about, and whose it is."""
