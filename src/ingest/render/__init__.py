"""Records to text: mirrors the reader, so that what is rendered reads as the same record."""

from ingest.render.profile import DIALECTS, render

__all__ = ["DIALECTS", "render"]
