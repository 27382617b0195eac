"""Invented job-profile pages: what they truly say, and the HTML that says it."""
