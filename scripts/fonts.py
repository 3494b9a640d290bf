#!/usr/bin/env python3
"""Makes the typefaces of the sheets (src/export/sheet/fonts): static subsets of the Source families.

Needs fonttools and brotli, and the npm packages source-sans 3.52.0 and source-serif 4.5.1 unpacked:

    npm pack source-sans@3.52.0 source-serif@4.5.1
    tar xzf source-sans-3.52.0.tgz --one-top-level=sans
    tar xzf source-serif-4.5.1.tgz --one-top-level=serif
    scripts/fonts.py sans/package serif/package

Their licence (SIL OFL 1.1) reserves the name Source: what is changed goes by another one.
"""

import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

OUT = pathlib.Path(__file__).parent.parent / "src/export/sheet/fonts"

# Latin, Latin-1 and Latin Extended-A, and the signs of French typography and of the figures.
SIGNS = (
    [*range(0x20, 0x7F), *range(0xA0, 0x180)]
    + [0x192, 0x218, 0x219, 0x21A, 0x21B, 0x2BB, 0x2BC, 0x1E9E]
    + [0x2009, 0x200A, 0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A]
    + [0x201C, 0x201D, 0x201E, 0x2020, 0x2021, 0x2022, 0x2026, 0x202F, 0x2030, 0x2039, 0x203A]
    + [0x2044, 0x20AC, 0x2116, 0x2190, 0x2192, 0x2211, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265]
)

# What stands for a sign that a family lacks.
STAND_INS = {0x202F: 0x2009, 0x2009: 0x20, 0x200A: 0x2009, 0x2010: 0x2D, 0x2011: 0x2D, 0x2BC: 0x2019}


def supply(font):
    """Gives the signs that the family lacks a glyph that stands for them."""
    cmap = font.getBestCmap()
    for sign, other in sorted(STAND_INS.items()):
        glyph = cmap.get(sign) or cmap.get(other)
        for table in font["cmap"].tables:
            if table.isUnicode() and glyph and sign not in table.cmap:
                table.cmap[sign] = glyph
    # A narrow space is a fifth of an em: the thin one of some families is as wide as a space.
    missing = [hex(sign) for sign in SIGNS if sign not in font.getBestCmap()]
    if missing:
        print("  without:", " ".join(missing))


def rename(font, family, style):
    names = font["name"]
    kept = {record.nameID: record.toUnicode() for record in names.names if record.nameID in (0, 13, 14)}
    names.names = []
    texts = {
        **kept,
        1: family,
        2: style,
        3: f"{family} {style}, subset",
        4: f"{family} {style}",
        6: f"{family.replace(' ', '')}-{style}",
        16: family,
        17: style,
    }
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)


def make(source, family, style, weight, axes=None):
    font = TTFont(source)
    if axes:
        font = instancer.instantiateVariableFont(font, axes, updateFontNames=False)
    options = subset.Options()
    options.layout_features = ["kern", "mark", "ccmp", "locl"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.hinting = False
    supply(font)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=SIGNS)
    subsetter.subset(font)
    rename(font, family, style)
    font["OS/2"].usWeightClass = weight
    # The same bytes from the same files.
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    name = f"{family.replace(' ', '')}-{style}"
    for flavor, ending in ((None, "ttf"), ("woff2", "woff2")):
        font.flavor = flavor
        path = OUT / f"{name}.{ending}"
        font.save(path, reorderTables=True)
        print(path.name, path.stat().st_size)


def main():
    sans, serif = (pathlib.Path(folder) for folder in sys.argv[1:3])
    OUT.mkdir(parents=True, exist_ok=True)
    for style, weight in (("Regular", 400), ("Semibold", 600), ("Bold", 700)):
        make(sans / f"TTF/SourceSans3-{style}.ttf", "Maillage Sans", style, weight)
    variable = serif / "VAR/SourceSerif4Variable-Roman.ttf"
    make(variable, "Maillage Serif", "Medium", 500, {"wght": 500, "opsz": 20})
    texts = [(folder / "LICENSE.md").read_text() for folder in (sans, serif)]
    heads = [text.split("\n", 1)[0] for text in texts]
    body = texts[0].split("\n", 1)[1]
    (OUT / "OFL.txt").write_text("\n".join([*heads, body.rstrip(), ""]))


if __name__ == "__main__":
    main()
