"""The command line: options to settings, one library call, a report. The only importer of click."""

from ingest.cli.main import main

__all__ = ["main"]
