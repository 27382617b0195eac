"""Pages of any make break nothing: no failure, every line owned, every value on its lines, with and without memory.

What a sweep finds becomes a case in `tests/cases`, reduced and in words of our own.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings

from .mutations import changed_pages
from .pages import html_pages, pages
from .properties import hold

few = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
many = settings(few, max_examples=3000)


def by_hand(test: Callable[..., None]) -> Callable[..., None]:
    """Mark a sweep, which takes as long as it takes."""
    return pytest.mark.sweep(pytest.mark.timeout(0)(test))


@few
@given(pages())
def test_pages_put_together(page: str) -> None:
    hold(page)


@few
@given(html_pages())
def test_pages_of_html(page: str) -> None:
    hold(page, "html")


@few
@given(changed_pages())
def test_our_pages_changed(page: str) -> None:
    hold(page)


@by_hand
@many
@given(pages())
def test_many_pages_put_together(page: str) -> None:
    hold(page)


@by_hand
@many
@given(html_pages())
def test_many_pages_of_html(page: str) -> None:
    hold(page, "html")


@by_hand
@many
@given(changed_pages())
def test_our_pages_changed_in_many_ways(page: str) -> None:
    hold(page)
