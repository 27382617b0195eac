"""Datasets of millions of dumps without the dumps: what a run has to do besides reading."""
