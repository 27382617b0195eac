"""What a reader without grammars, spans and diagnostics makes of the same dumps."""
