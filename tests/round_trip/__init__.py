"""Records that are written as pages (`rendering`) and read again are the same records."""
