"""Before stage 1 of the reader, HTML pages to text: the Markdown-like lines of a simplified page."""

from ingest.html.detect import is_html, is_markup

__all__ = ["is_html", "is_markup"]
