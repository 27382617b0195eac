"""Blocks to records."""

from ingest.builders.dump import build_profiles, read_document, read_dump
from ingest.builders.reading import Reading

__all__ = ["Reading", "build_profiles", "read_document", "read_dump"]
