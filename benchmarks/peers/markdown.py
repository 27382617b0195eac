"""What the headings, lists and tables of a Markdown parser give: its blocks, read by the same plain rules.

A parser is a function from text to `(kind, value)` pairs: `("heading", text)`, `("paragraph", text)`,
`("list", [text, …])`, `("table", [[cell, …], …])`. Lines of a paragraph that are known headings count as headings:
dumps have no marks, and without this no parser would find a single section.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

import mistune
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from peers.regex_script import (
    ATTRIBUTES,
    CARD,
    CODE,
    DIMENSIONS,
    FACTS,
    HEADING,
    LABEL,
    PASS,
    SCALE,
    YEARS,
    pairs,
    read_years,
)

Blocks = Iterable[tuple[str, Any]]
_mistune = mistune.create_markdown(renderer="ast", plugins=["table"])
_markdown_it = MarkdownIt("commonmark").enable("table")


def mistune_blocks(text: str) -> Blocks:
    """Blocks of mistune's AST, with its table plugin."""
    tokens, _ = _mistune.parse(text)
    for token in cast("list[dict[str, Any]]", tokens):
        kind = token["type"]
        if kind in ("heading", "paragraph"):
            yield kind, _text(token)
        elif kind == "list":
            yield "list", list(_items(token))
        elif kind == "table":
            head, body = token["children"]
            rows = [head, *body["children"]]
            yield "table", [[_text(cell) for cell in row["children"]] for row in rows]


def markdown_it_blocks(text: str) -> Blocks:
    """Blocks of markdown-it-py's tree, tables enabled."""
    for node in SyntaxTreeNode(_markdown_it.parse(text)).children:
        if node.type in ("heading", "paragraph"):
            yield node.type, _content(node)
        elif node.type in ("bullet_list", "ordered_list"):
            yield "list", [_content(inline) for inline in node.walk() if inline.type == "inline"]
        elif node.type == "table":
            rows = [row for row in node.walk() if row.type == "tr"]
            yield "table", [[_content(cell) for cell in row.children] for row in rows]


def read(text: str, parse: Callable[[str], Blocks]) -> dict[str, Any]:
    """The fields of one record, as `peers.profile` takes them."""
    found: dict[str, Any] = {"description": [], "focus_description": [], "intros": {}, "attributes": {}}
    section, level, scheme = "description", None, None
    for kind, value in _split(parse(text)):
        if kind == "heading":
            name, match = next(((n, m) for n, p in HEADING.items() if (m := p.match(value))), (None, None))
            if name and match:
                section, level = name, None
                found |= {f"heading_{key}": text for key, text in match.groupdict().items()}
            elif section == "responsibilities" and (label := LABEL.match(value)):
                level = label[1]
            elif section == "classifications":
                scheme = value
            elif "title" not in found:
                found |= {"title": value, "name": value.split(" — ")[0]}
        elif kind == "paragraph":
            _paragraph(found, section, value)
            if section == "responsibilities" and (label := LABEL.match(value)):
                level = label[1]
            elif section == "classifications":
                scheme = value
        elif kind == "list":
            _list(found, section, value, level, scheme)
        elif kind == "table" and section == "guidelines":
            for cells in value:
                if label := LABEL.match(cells[0]):
                    years = [read_years(match) for match in YEARS.finditer(cells[-1])]
                    row = dict(zip(DIMENSIONS, cells[1:], strict=False))
                    found.setdefault("guidelines", []).append((label[1], row, years))
        elif kind == "table" and section == "skills":
            found["skills"] = [(row[0], row[1]) for row in value[1:]]
    found["description"] = "\n\n".join(dict.fromkeys(found["description"]))
    found["focus_description"] = "\n\n".join(found["focus_description"])
    return found


def _split(blocks: Blocks) -> Blocks:
    """Paragraphs as lines, where one of the lines is a heading or a code."""
    for kind, value in blocks:
        lines = value.split("\n") if kind == "paragraph" else []
        if not any(_is_mark(line) for line in lines):
            yield kind, value.replace("\n", " ") if isinstance(value, str) else value
            continue
        for line in lines:
            yield ("heading" if _is_mark(line) and not CODE.match(line) else "paragraph"), line.strip()


def _is_mark(line: str) -> bool:
    return bool(CODE.match(line.strip())) or any(pattern.match(line.strip()) for pattern in HEADING.values())


def _paragraph(found: dict[str, Any], section: str, text: str) -> None:
    if code := CODE.match(text):
        found |= {"code": code[0], "path": code["path"].split("."), "track": code["track"], "rank": int(code["rank"])}
        if "title" not in found and found["description"]:
            title = found["description"].pop()
            found |= {"title": title, "name": title.split(" — ")[0]}
    elif section in ("description", "focus"):
        found["description" if section == "description" else "focus_description"].append(text)
    elif section == "provenance":
        found |= {"statement": text, "scale": SCALE.search(text), "pass_mark": PASS.search(text)}
    elif section == "level":
        found.setdefault("summary", text)
    else:
        found["intros"].setdefault(section, text)
        if section == "adjacent_roles":
            found.setdefault("cards", []).extend(CARD.findall(text))


def _list(found: dict[str, Any], section: str, texts: list[str], level: str | None, scheme: str | None) -> None:
    if section == "responsibilities":
        found.setdefault("responsibilities", []).extend((level, text) for text in texts)
    elif section == "skills":
        found["skills"] = pairs([f"- {text}" for text in texts])
    elif section == "level":
        named = [(key.lower(), value) for key, value in pairs([f"- {text}" for text in texts])]
        found["attributes"] = {key: value for key, value in named if key in ATTRIBUTES}
    elif section == "title_aliases":
        found["aliases"] = texts
    elif section == "classifications":
        facts = [match for text in texts if (match := FACTS.match(text))]
        found.setdefault("classifications", []).extend((scheme, *match.groups()) for match in facts)


def _text(token: dict[str, Any]) -> str:
    if token["type"] in ("softbreak", "linebreak"):
        return "\n"
    return str(token.get("raw", "")) + "".join(_text(child) for child in token.get("children", ()))


def _items(token: dict[str, Any]) -> Iterable[str]:
    for item in token["children"]:
        for child in item["children"]:
            if child["type"] == "list":
                yield from _items(child)
            else:
                yield _text(child).replace("\n", " ")


def _content(node: SyntaxTreeNode) -> str:
    """The text below a node without marks."""
    parts = []
    for child in node.walk():
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n" if node.type == "paragraph" else " ")
        elif child.type in ("text", "code_inline"):
            parts.append(child.content)
    return "".join(parts)
