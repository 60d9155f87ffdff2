"""Writes the fonts of reports anew from the web app's: every script of Inter in one file, figures of one width.

uv run --with fonttools --with brotli scripts/write_fonts.py
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from fontTools.merge import Merger, Options
from fontTools.subset import Options as Cut
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parents[1]
FROM = ROOT / "web" / "node_modules" / "@fontsource-variable" / "inter" / "files"
TO = ROOT / "src" / "petroverse" / "documents" / "fonts"
SCRIPTS = ("latin", "latin-ext", "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext")
OF_ONE_WIDTH = "0123456789+−"
RULES = ("GSUB", "GPOS", "GDEF", "STAT", "HVAR", "MVAR", "avar", "DSIG", "meta")
NAMES = (0, 1, 2, 4, 5, 6, 13, 14)


def write(style: str, weight: int, folder: Path) -> Path:
    """One style of the font."""
    parts: list[Path] = []
    held: set[int] = set()
    for script in SCRIPTS:
        font = instantiateVariableFont(TTFont(FROM / f"inter-{script}-wght-normal.woff2"), {"wght": weight})
        font.flavor = None
        _even_figures(font)
        for each in font["cmap"].tables:
            each.cmap = {code: glyph for code, glyph in each.cmap.items() if code not in held}
        held |= set(font.getBestCmap())
        parts.append(folder / f"{style}-{script}.ttf")
        _cut(font, NAMES).save(parts[-1])
    merged = _cut(Merger(Options(drop_tables=[])).merge([str(each) for each in parts]), NAMES)
    named = {1: f"Inter {style}", 2: "Regular", 4: f"Inter {style}", 6: f"Inter-{style}"}
    for each in merged["name"].names:
        if each.nameID in named:
            merged["name"].setName(named[each.nameID], each.nameID, each.platformID, each.platEncID, each.langID)
    path = TO / f"inter-{style.lower()}.ttf"
    merged.save(path)
    return path


def _even_figures(font: TTFont) -> None:
    """Maps figures to their glyphs of one width, then drops the layout rules that only a typesetter reads."""
    rules = font["GSUB"].table
    lookups = [
        rules.LookupList.Lookup[number]
        for record in rules.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
        for number in record.Feature.LookupListIndex
    ]
    even = {old: new for each in lookups for part in each.SubTable for old, new in _mapping(part).items()}
    font["cmap"].tables = [each for each in font["cmap"].tables if each.isUnicode()]
    for each in font["cmap"].tables:
        each.cmap = {
            code: even.get(glyph, glyph) if chr(code) in OF_ONE_WIDTH else glyph for code, glyph in each.cmap.items()
        }
    for name in RULES:
        if name in font:
            del font[name]


def _mapping(part: Any) -> dict[str, str]:  # noqa: ANN401 - untyped library
    return getattr(part, "ExtSubTable", part).mapping


def _cut(font: TTFont, names: tuple[int, ...]) -> TTFont:
    cut = Subsetter(Cut(notdef_outline=True, hinting=False, glyph_names=False, name_IDs=list(names)))
    cut.populate(unicodes=set(font.getBestCmap()))
    cut.subset(font)
    return font


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as work:
        for style, weight in (("Regular", 400), ("Bold", 620)):
            print(write(style, weight, Path(work)))
