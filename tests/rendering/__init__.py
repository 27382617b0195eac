"""Records to text: mirrors the reader, so that what is rendered reads as the same record."""

from rendering.profile import DIALECTS, render

__all__ = ["DIALECTS", "render"]
