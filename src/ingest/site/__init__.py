"""The catalogue and the report of a run as pages, made of what the catalogue answers."""

from __future__ import annotations

from ingest.pipeline import Page, Report
from ingest.settings import Settings
from ingest.store.layout import Layout


def page_of(settings: Settings) -> Page | None:
    """What makes the page of a run's report; None where the settings want none, for a template takes time to load."""
    if not settings.wants_page:
        return None
    runs = Layout(settings.out).runs

    def page(report: Report) -> bytes:
        from ingest.site.run_report import report_page

        return report_page(report, runs)

    return page
