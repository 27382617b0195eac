"""A record held against the truth, field by field."""
