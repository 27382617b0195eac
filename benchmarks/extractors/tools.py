"""The extraction tools, pinned. Each is called in its own environment by `worker.py`."""

from __future__ import annotations

from typing import NamedTuple

OLD_LXML = ("lxml==5.1.1",)  # what trafilatura below 1.9 asks for
NEW_LXML = ("lxml==6.1.3", "lxml_html_clean==0.4.6")


class Tool(NamedTuple):
    """A tool as it is called: `call` names a function of `worker.py`."""

    name: str
    environment: str
    requirements: tuple[str, ...]
    call: str


def _trafilatura(version: str, lxml: tuple[str, ...], output: str = "text") -> Tool:
    return Tool(
        f"trafilatura {version} {output}",
        f"trafilatura-{version}",
        (f"trafilatura=={version}", *lxml),
        f"trafilatura_{output}",
    )


CONVERTERS = (
    "html2text==2025.4.15",
    "inscriptis==2.7.6",
    "markdownify==1.2.3",
    "beautifulsoup4==4.15.0",
    "lxml==6.1.3",
)

TOOLS = (
    _trafilatura("2.0.0", NEW_LXML),
    _trafilatura("2.2.0", NEW_LXML),
    _trafilatura("1.12.2", NEW_LXML),
    _trafilatura("1.8.1", OLD_LXML),
    _trafilatura("1.6.4", ("lxml==4.9.4",)),
    _trafilatura("2.0.0", NEW_LXML, "markdown"),
    Tool("html2text wrapped", "converters", CONVERTERS, "html2text_wrapped"),
    Tool("html2text unwrapped", "converters", CONVERTERS, "html2text_unwrapped"),
    Tool("inscriptis", "converters", CONVERTERS, "inscriptis_text"),
    Tool("markdownify", "converters", CONVERTERS, "markdownify_atx"),
)
