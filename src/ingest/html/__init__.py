"""HTML pages to lines that the reader knows: Markdown-like text of a simplified page."""

from ingest.html.detect import is_html

__all__ = ["is_html"]
