"""The few shapes that the page of the API is made of: tables, prose, code; whatever comes in as text is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final

__all__ = ["STYLE", "code_block", "headed", "in_line", "link_text", "prose", "table"]

STYLE: Final = """
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent);
  --soft: color-mix(in srgb, currentColor 6%, transparent); }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 64rem; padding: 1rem 1rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 1rem 0; }
h2 { border-top: 2px solid var(--line); font-size: 1.375rem; margin: 3rem 0 1rem; padding-top: 1.5rem; }
h3 { font-size: 1.0625rem; margin: 2rem 0 0.5rem; overflow-wrap: anywhere; }
p, li { max-width: 46rem; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.875rem; }
:not(pre) > code { background: var(--soft); border-radius: 4px; overflow-wrap: anywhere; padding: 0.1em 0.3em; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 8px; overflow-x: auto; padding: 1rem; }
a { text-underline-offset: 0.2em; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav > ul > li { margin: 0.25rem 0; }
nav li li { display: inline-block; margin-right: 1rem; }
nav a { display: inline-block; padding: 0.25rem 0; }
.table { overflow-x: auto; }
table { border-collapse: collapse; margin: 0.5rem 0 1rem; min-width: 36rem; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: 0.4rem 1rem 0.4rem 0; text-align: left; vertical-align: top; }
th { font-weight: 600; white-space: nowrap; }
td:first-child code { overflow-wrap: normal; white-space: nowrap; }
dt { font-weight: 600; margin-top: 1rem; }
dd { margin: 0.25rem 0 0; }
.link span { white-space: nowrap; }
@media (min-width: 48rem) { nav > ul { column-gap: 2rem; columns: 2; } nav > ul > li { break-inside: avoid; } }
@media (max-width: 40rem) {
  table, tbody, tr, td { display: block; min-width: 0; }
  thead { display: none; }
  tr { border-bottom: 1px solid var(--line); padding: 0.5rem 0; }
  td { border: 0; padding: 0.1rem 0; }
  td:empty { display: none; }
  td:not(:first-child)::before { content: attr(data-head) ": "; opacity: 0.75; }
}
"""


def headed(level: int, anchor: str, text: str) -> str:
    """A heading that a link leads to."""
    return f"<h{level} id='{escape(anchor)}'>{escape(text)}</h{level}>"


def table(heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    """A table; the first cell of a row is a name, the others are HTML already."""
    first, *others = heads
    head = "".join(f"<th scope='col'>{escape(each)}</th>" for each in (first, *others))
    lines = [
        f"<td><code>{escape(name)}</code></td>"
        + "".join(f"<td data-head='{escape(each)}'>{cell}</td>" for each, cell in zip(others, cells, strict=True))
        for name, *cells in rows
    ]
    body = f"<tbody><tr>{'</tr><tr>'.join(lines)}</tr></tbody>"
    return f"<div class='table' tabindex='0'><table><thead><tr>{head}</tr></thead>{body}</table></div>"


def prose(text: str) -> str:
    """Paragraphs."""
    return "".join(f"<p>{in_line(each)}</p>" for each in text.strip().split("\n\n"))


def in_line(text: str) -> str:
    """Text with its code and what it stresses marked."""
    marked = re.sub(r"`+([^`]+)`+", r"<code>\1</code>", escape(text))
    return re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", marked)


def link_text(link: str) -> str:
    """A link as code, which breaks where a part of it begins."""
    return f"<code class='link'><span>{escape(link).replace('&amp;', '</span><wbr><span>&amp;')}</span></code>"


def code_block(text: str) -> str:
    """Something to copy."""
    return f"<pre tabindex='0'><code>{escape(text)}</code></pre>"
