"""Text to blocks."""
