"""Pages put together from what pages consist of, and our own with something changed: nothing may break on them."""
