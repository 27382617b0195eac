"""Pages of any make break nothing: no failure, every line owned, every value on its lines, with and without memory."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from .mutations import changed_pages
from .pages import html_pages, pages
from .properties import hold

FEW, MANY = 60, 20_000
SLOW_TO_DRAW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


@settings(max_examples=FEW, suppress_health_check=SLOW_TO_DRAW)
@given(pages())
def test_pages_put_together(page: str) -> None:
    hold(page)


@settings(max_examples=FEW, suppress_health_check=SLOW_TO_DRAW)
@given(html_pages())
def test_pages_of_html(page: str) -> None:
    hold(page, "html")


@settings(max_examples=FEW, suppress_health_check=SLOW_TO_DRAW)
@given(changed_pages())
def test_our_pages_changed(page: str) -> None:
    hold(page)
