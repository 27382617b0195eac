"""Runs inside a tool's environment: JSON strings of HTML in, a line each; JSON strings of dumps out.

Imports nothing but the standard library and the tool, whose name is the first argument.
"""

from __future__ import annotations

import json
import sys


def trafilatura_text(html: str) -> str:
    import trafilatura

    return trafilatura.extract(html) or ""


def trafilatura_markdown(html: str) -> str:
    import trafilatura

    return trafilatura.extract(html, output_format="markdown") or ""


def html2text_wrapped(html: str) -> str:
    import html2text

    return html2text.HTML2Text().handle(html)


def html2text_unwrapped(html: str) -> str:
    import html2text

    converter = html2text.HTML2Text()
    converter.body_width = 0
    return converter.handle(html)


def inscriptis_text(html: str) -> str:
    import inscriptis

    return inscriptis.get_text(html)


def markdownify_atx(html: str) -> str:
    import markdownify

    return markdownify.markdownify(html, heading_style="ATX")


def main() -> None:
    call = globals()[sys.argv[1]]
    for line in sys.stdin:
        sys.stdout.write(json.dumps(call(json.loads(line))) + "\n")


if __name__ == "__main__":
    main()
