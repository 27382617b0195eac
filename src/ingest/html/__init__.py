"""HTML pages to lines that the reader knows: Markdown-like text of a simplified page."""

from ingest.html.detect import is_html, is_markup

__all__ = ["is_html", "is_markup"]
