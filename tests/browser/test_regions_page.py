"""The Regions page: the map, one region, where it goes another way than the country, and a map of one's own."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from browser_checks import ask, serious_findings, short

REGIONAL = {"dimension": "source", "in": ["regional"]}
LITRES = {"dimension": "unit", "in": ["L"]}
PATIENCE = 30_000
"""Milliseconds for what a page must first ask for."""


def the_country(page: Page) -> dict:
    return page.request.get(urljoin(page.url, "/api/country")).json()


def coarsest(page: Page) -> tuple[str, list[dict]]:
    """The dimension of the division that holds for all years, and its regions as the map walks them."""
    told = the_country(page)
    level = told["region_levels"][0]
    regions = [each for each in told["regions"] if each["level"] == level["name"]]
    return level["dimension"], sorted(regions, key=lambda each: (each["row"], each["column"]))


def latest_year(page: Page) -> dict:
    months = ask(page, measures=["cells"], dimensions=["month"], filters=[REGIONAL])
    latest = max(row["month"] for row in months if row["cells"])
    return {"from": f"{latest[:4]}-01", "until": latest}


def standing(page: Page, filters: tuple[dict, ...] = (REGIONAL, LITRES), **more: object) -> list[dict]:
    dimension, _ = coarsest(page)
    dimensions = [dimension, *more.pop("by", ())]
    asked = {"span": latest_year(page), "compare": "year_ago", **more}
    return ask(page, measures=["volume"], dimensions=dimensions, filters=list(filters), **asked)


def the_map(page: Page, title: str = "Volume by region"):
    card = page.get_by_role("region", name=title)
    expect(card.get_by_role("application")).to_be_visible(timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    return card


@pytest.mark.parametrize(("theme", "width"), [("dark", 1280), ("light", 360)])
def test_everybody_can_use_it(visit_market, keep_picture, theme, width):
    page = visit_market("/regions", theme=theme, width=width)
    the_map(page)
    _, regions = coarsest(page)
    page.goto(f"{page.url}?show=growth&region={regions[0]['name']}")
    the_map(page, "Growth by region")
    keep_picture(page, f"regions-{theme}-{width}")
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_map_and_the_ranking_say_what_the_model_says(visit_market):
    page = visit_market("/regions")
    card = the_map(page)
    card.get_by_role("button", name="Show as table").click()
    dimension, _ = coarsest(page)
    for row in standing(page):
        line = card.get_by_role("row").filter(has=page.get_by_role("cell", name=row[dimension], exact=True))
        expect(line).to_contain_text(f"{row['volume']:,}")


def test_a_region_is_opened_by_keyboard_and_closed_again(visit_market):
    page = visit_market("/regions")
    card = the_map(page)
    dimension, regions = coarsest(page)
    chart = card.get_by_role("application")
    chart.focus()
    chart.press("ArrowRight")
    chart.press("ArrowRight")
    region = regions[1]["name"]
    expect(card.locator("[aria-live]")).to_contain_text(f"{region}: ")
    chart.press("Enter")
    expect(page).to_have_url(re.compile(r"region="))
    figures = page.get_by_role("region", name=f"Key figures of {region}")
    [own] = [row for row in standing(page) if row[dimension] == region]
    expect(figures).to_contain_text(short(own["volume"]), timeout=PATIENCE)
    growth = f"{abs(own['volume_growth']):.1%}".replace("%", " %")
    expect(figures).to_contain_text(growth)
    page.get_by_role("button", name="All regions").click()
    expect(page).not_to_have_url(re.compile(r"region="))
    page.go_back()
    expect(figures).to_be_visible()


def test_anomalies_are_told_by_litres_and_lead_to_their_course(visit_market):
    page = visit_market("/regions")
    the_map(page)
    dimension, _ = coarsest(page)
    whole = {
        row["product"]: row["volume_growth"]
        for row in ask(
            page,
            measures=["volume"],
            dimensions=["product"],
            filters=[REGIONAL, LITRES],
            span=latest_year(page),
            compare="year_ago",
        )
    }
    found = []
    for row in standing(page, by=("product",)):
        of_country, now, before = whole[row["product"]], row["volume"], row["volume_before"]
        if None in (of_country, now, before) or (before == 0 and now == 0):
            continue
        if before == 0 or abs(row["volume_growth"] - of_country) >= 0.05:
            found.append((abs(now - before * (1 + of_country)), row))
    card = page.get_by_role("region", name="Where a region goes another way")
    if not found:
        expect(card).to_contain_text("No region lies five points of growth")
        return
    worth, most = max(found, key=lambda each: each[0])
    first = card.get_by_role("listitem").first
    expect(first).to_contain_text(most[dimension])
    expect(first).to_contain_text(short(worth))
    first.get_by_role("link").click()
    expect(page).to_have_url(re.compile(rf"product={most['product']}.*#course"))
    expect(page.get_by_role("region", name=f"{most[dimension]}: volume by product")).to_be_in_viewport()


def test_the_address_holds_the_view(visit_market):
    page = visit_market("/regions?show=share&step=year")
    the_map(page, "Share of the country by region")
    expect(page.get_by_role("radio", name="Share")).to_be_checked()
    expect(page.get_by_role("radio", name="Years").first).to_be_checked()
    page.get_by_role("combobox", name="Product", exact=True).select_option("gasoil")
    expect(page).to_have_url(re.compile(r"show=share&step=year&product=gasoil"))
    page.reload()
    the_map(page, "Share of the country by region")
    expect(page.get_by_role("combobox", name="Product", exact=True)).to_have_value("gasoil")


def test_a_country_that_was_divided_anew_is_never_added_up_twice(visit):
    page = visit("/regions")
    card = the_map(page)
    told = the_country(page)
    newest = told["region_levels"][-1]
    names = {each["name"] for each in told["regions"] if each["level"] == newest["name"]}
    expect(page.get_by_text("The country was divided anew on")).to_be_visible()
    page.get_by_text(f"{len(names)} regions", exact=True).click()
    expect(page).to_have_url(re.compile(f"level={newest['name']}"))
    expect(page.get_by_text("are told apart from")).to_be_visible()
    card.get_by_role("button", name="Show as table").click()
    expect(card.get_by_role("row")).to_have_count(len(names) + 1)


def square(name: str, at: dict) -> dict:
    left, top = at["column"], -at["row"]
    ring = [[left, top], [left + 1, top], [left + 1, top - 1], [left, top - 1], [left, top]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"shapeName": name}, "geometry": shape}


def test_a_map_of_ones_own_is_taken_kept_and_taken_away(visit, keep_picture, tmp_path: Path):
    page = visit("/regions")
    card = the_map(page)
    _, [gone, *regions] = coarsest(page)
    features = [square(f"{each['name'].upper()} Region", each) for each in regions]
    own = tmp_path / "own.geojson"
    own.write_text(json.dumps({"type": "FeatureCollection", "features": [*features, square("The Sea", gone)]}))
    card.get_by_label("A map as GeoJSON").set_input_files(own)
    said = f"{len(regions)} of {len(regions) + 1} regions found by name. Not on it: {gone['name']}."
    expect(card).to_contain_text(said)
    expect(card).to_contain_text("On it, but no region here: The Sea.")
    page.reload()
    the_map(page)
    expect(card).to_contain_text(said)
    chart = card.get_by_role("application")
    chart.press("ArrowRight")
    expect(card.locator("[aria-live]")).to_contain_text(f"{regions[0]['name']}: ")
    keep_picture(page, "regions-own-map")
    chart.press("Enter")
    expect(page).to_have_url(re.compile("region="))
    card.get_by_role("button", name="Back to tiles").click()
    expect(card).not_to_contain_text("Your map")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{", "no JSON"),
        ('{"type": "Topology"}', "TopoJSON"),
        (
            json.dumps({"type": "FeatureCollection", "features": [square("Atlantis", {"row": 0, "column": 0})]}),
            "Atlantis",
        ),
    ],
)
def test_a_file_that_is_no_map_of_the_regions_is_refused_with_what_to_do(visit, tmp_path: Path, text, what):
    page = visit("/regions")
    card = the_map(page)
    own = tmp_path / "own.json"
    own.write_text(text)
    card.get_by_label("A map as GeoJSON").set_input_files(own)
    expect(card.get_by_role("alert")).to_contain_text(what)
    expect(card.get_by_role("application")).to_be_visible()
