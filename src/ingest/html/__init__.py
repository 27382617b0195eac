"""HTML pages to lines that the reader knows: Markdown-like text, made by markdownify from a simplified page."""

from ingest.html.detect import is_html

__all__ = ["is_html"]
