"""A market whose companies fade before they stop, imported as anybody's table: warned of, with reasons and a record."""

from __future__ import annotations

from pathlib import Path

import pytest

from lapse_world import fading_market
from petroverse.app import open_platform, read_settings
from petroverse.core.country import CompanyAlias
from petroverse.forecast import Liftings, lapse_outlook
from petroverse.workflows import companies_at_risk, merge_companies, risk_of_company
from platform_process import answer, petroverse
from private_market import write_mapping

AS_OF = "2021-07-15"


def _write(market: Liftings, path: Path) -> Path:
    cells = (
        f"{month:%Y-%m},{name},{product},{market.by_product[at, row, column]:.0f}"
        for at, product in enumerate(market.products)
        for row, name in enumerate(market.names)
        for column, month in enumerate(market.months)
    )
    path.write_text("\n".join(["Month,Company,Product,Litres", *cells]), "utf-8")
    return path


def test_who_may_stop_is_told_with_what_such_warnings_were_worth(own_home: Path, tmp_path: Path):
    market = fading_market(companies=40, months=48)
    table = _write(Liftings(market.months, market.names, market.products, market.by_product * 1000), tmp_path / "l.csv")
    done = petroverse("import", "table", table, "--mapping", write_mapping(tmp_path), home=own_home)
    assert done.returncode == 0, done.stderr

    rows = answer("lapse", home=own_home)["rows"]
    lifting = {name for name, row in zip(market.names, market.total, strict=True) if (row[-3:] > 0).any()}
    assert {row["company"] for row in rows} == lifting
    directly = {(each.name, each.event, each.within_months): each.probability for each in lapse_outlook(market).risks}
    worst = rows[0]
    assert worst["lapses_6"] == max(row["lapses_6"] for row in rows)
    assert worst["lapses_6"] == pytest.approx(directly[worst["company"], "lapses", 6], abs=0.1)

    with open_platform(read_settings({"home": str(own_home)})) as platform:
        asked = platform.stores, platform.reader
        record = companies_at_risk(*asked)["records"][0]
        assert record["scores"]["auc"] > record["rule"]["auc"]
        assert companies_at_risk(*asked, as_of=AS_OF)["month"] < companies_at_risk(*asked)["month"]
        gone, last = next((each["company"], each["last_month"]) for each in companies_at_risk(*asked)["lapsed"])
        assert risk_of_company(*asked, gone)["last_month"] == last
        merge_companies(*asked, CompanyAlias(gone, worst["company"], last.replace(year=last.year + 9), "a new name"))
        now = risk_of_company(*asked, gone)
        assert (now["company"], now["last_month"]) == (worst["company"], None)
