"""Pages put together from what pages consist of, and our own pages with something changed: nothing may break on them."""
