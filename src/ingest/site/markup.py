"""Templates to markup: everything that a dump says is escaped, and no page runs or loads what is not ours."""

from __future__ import annotations

import base64
import json
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from ingest.site.line_links import cite, named, numbered

# Of a page among others: its own files only.
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"


@cache
def environment() -> Environment:
    """The templates, with escaping always on, and an error for a name that a page does not get."""
    made = Environment(
        loader=PackageLoader("ingest.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["policy"] = POLICY
    made.globals |= {"lines": named, "cite": cite, "numbered": numbered}
    made.filters["quoting"] = quoting
    return made


def render(template: str, **values: Any) -> str:
    """A page."""
    return environment().get_template(template).render(**values)


def quoting(text: str) -> Markup:
    """Return one of our messages as markup, with the parts between backticks as quotes."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:  # a backtick is part of what is quoted
        return escape(text)
    return Markup("").join(Markup("<code>{}</code>").format(p) if n % 2 else escape(p) for n, p in enumerate(pieces))


def asset(name: str) -> str:
    """A file of ours that pages load."""
    return files("ingest.site").joinpath("assets", name).read_text("utf-8")


def inline_policy(scripts: list[str], style: str) -> str:
    """The policy of a page that holds its scripts and its style itself: these, by their digests, and nothing else."""
    allowed = " ".join(_digest(script) for script in scripts)
    return f"default-src 'none'; script-src {allowed}; style-src {_digest(style)}; base-uri 'none'; form-action 'none'"


def script_data(function: str, *arguments: object) -> str:
    """A call of `function` as a script, for pages that are opened from disk, where no script may fetch a file."""
    return f"{function}({', '.join(literal(argument) for argument in arguments)});\n"


def literal(value: object) -> str:
    """Return JSON that is safe inside a script or as one: sequences that could end it, and Unicode line separators, are
    escaped.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return (
        text.replace("<", "\\u003c").replace("&", "\\u0026").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"
