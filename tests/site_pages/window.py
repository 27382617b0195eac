"""A browser window that keeps what pages say and ask for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@contextmanager
def start(program: str) -> Iterator[Browser]:
    """A browser with a fresh profile of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield browser
        browser.close()


class Window:
    """One page at a time, from disk or from this machine."""

    def __init__(self, browser: Browser, *, width: int = 1440, dark: bool = False) -> None:
        self._context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light"
        )
        self.page = self._context.new_page()
        self.page.set_default_timeout(300_000)
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def open(self, place: Path | str) -> Any:
        """Open a file of the site, with `#…` behind it if need be, or an address."""
        address = place if isinstance(place, str) else place.absolute().as_uri()
        self.page.goto(address)
        return self.page

    def resize(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": 900})

    def close(self) -> None:
        """Close it. Raises AssertionError for what pages must not do."""
        self._context.close()
        assert not self.said, self.said
        outside = [url for url in self.asked if not url.startswith(("file:", "data:", "http://127.0.0.1:"))]
        assert not outside, outside
