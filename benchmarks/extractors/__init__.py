"""Tools that make dumps of HTML pages, each in an environment of its own."""
