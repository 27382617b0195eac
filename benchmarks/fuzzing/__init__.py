"""Mutated input for everything that reads bytes or names of others, each kind with what may never happen."""
