"""Today's answers held against those of one commit: what changed, and whether it became better or worse."""
