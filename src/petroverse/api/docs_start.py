"""How the page of the API begins: finished links, and a program that draws its chart from one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Final

from petroverse.api.answers import ANSWER, ASKED
from petroverse.api.docs_html import code_block, headed, in_line, link_text

__all__ = ["LINKS", "example_answer", "first_steps"]

_SHARES: Final = "/api/query?measure=share&by=quarter,company&filter=source=omc&filter=product=gasoil&filter=year=2024"
LINKS: Final = {
    "Two products, month by month, over two years": "/api/query?measure=volume&by=month,product"
    "&filter=source=national&filter=product=gasoline,gasoil&filter=month=2023-01..2024-12",
    "Market shares of the ten largest companies, quarter by quarter, the rest as `others`": f"{_SHARES}&top=10",
    "The same without `others`; the shares stay those of the whole market": f"{_SHARES}&top=10&only=company!=others",
    "Every region in a year; for one, add `filter=region=` and its name from `/api/values/region`": "/api/query"
    "?measure=volume&by=region,product&filter=source=regional&filter=product=gasoline&filter=year=2024",
    "Pump prices, month by month, in the middle of all companies": "/api/query?measure=median_price"
    "&by=month,product,unit&filter=kind=ex_pump&filter=product=gasoline,gasoil&filter=year=2024",
    "Growth on the same month a year before; 0.1 is ten percent more": "/api/query?measure=volume,growth_year"
    "&by=month&filter=source=national&filter=product=gasoline&filter=year=2024",
}
"""Plain titles, each with its question."""


def first_steps(address: str) -> Iterator[str]:
    """The section.

    Args:
        address: Where the platform answers.
    """
    yield headed(2, "first-steps", "First steps")
    yield "<p>Finished questions. Change the words after <code>filter=</code>; signed in, press one to see it.</p><dl>"
    for title, link in LINKS.items():
        yield f"<dt>{in_line(title)}</dt><dd><a href='{escape(link)}'>{link_text(link)}</a></dd>"
    yield "</dl><p>From Python, to a table with a column for each line of a chart:</p>"
    yield code_block(_program(address))
    yield "<p>From a shell, as CSV:</p>"
    shell = f'curl -H "Authorization: Bearer $PETROVERSE_TOKEN" "{address}{LINKS[next(iter(LINKS))]}&format=csv"'
    yield code_block(shell)


def example_answer() -> str:
    """A question beside what the sample market answers to it."""
    asked = f"<p>Such as {link_text(ASKED)}, of the simulated market that comes with the platform:</p>"
    rows = ",\n  ".join(json.dumps(each) for each in ANSWER["rows"])
    rest = json.dumps({name: ANSWER[name] for name in ("meta", "warnings")}, indent=1, ensure_ascii=False)
    return asked + code_block(f'{{\n "schema": "{ANSWER["schema"]}",\n "rows": [\n  {rows}\n ],{rest[1:]}')


def _program(address: str) -> str:
    link = LINKS[next(iter(LINKS))].replace("&filter=product", '"\n    "&filter=product')
    return f"""import os, httpx, pandas

api = httpx.Client(base_url="{address}")
api.headers["Authorization"] = f"Bearer {{os.environ['PETROVERSE_TOKEN']}}"
answer = api.get(
    "{link}"
)
told = answer.json()
if answer.is_error:
    raise SystemExit(told["detail"])  # what was wrong, and a question that has an answer
print(*told["warnings"], sep="\\n")  # what whoever reads the figures must know
chart = pandas.DataFrame(told["rows"]).pivot(index="month", columns="product", values="volume")
print(chart)"""
