"""Writes the typefaces of the tests: every letter is a box. `pip install fonttools brotli`, then `python3 make.py`."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen


def make(path, family, chars, width, weight, ascent=900, descent=300):
    fb = FontBuilder(1000, isTTF=True)
    names = [".notdef"] + ["u%04X" % ord(c) for c in chars]
    fb.setupGlyphOrder(names)
    fb.setupCharacterMap({ord(c): "u%04X" % ord(c) for c in chars})
    def box(w):
        pen = TTGlyphPen(None)
        pen.moveTo((50, 0)); pen.lineTo((50, 500)); pen.lineTo((w - 50, 500)); pen.lineTo((w - 50, 0)); pen.closePath()
        return pen.glyph()
    empty = TTGlyphPen(None).glyph()
    fb.setupGlyf({n: (empty if n == "u0020" else box(width)) for n in names})
    fb.setupHorizontalMetrics({n: (width, 50) for n in names})
    fb.setupHorizontalHeader(ascent=ascent, descent=-descent, lineGap=0)
    fb.setupNameTable({"familyName": family, "styleName": "Bold" if weight > 400 else "Regular"})
    fb.setupOS2(version=4, sTypoAscender=ascent, sTypoDescender=-descent, sTypoLineGap=0, usWinAscent=ascent, usWinDescent=descent, usWeightClass=weight, fsSelection=0x80)
    fb.setupPost(keepGlyphNames=False)
    fb.setupHead(unitsPerEm=1000, created=3000000000, modified=3000000000)
    fb.font.recalcTimestamp = False
    fb.font.flavor = "woff2" if path.suffix == ".woff2" else None
    fb.save(path)

HERE = Path(__file__).parent
LATIN = "".join(map(chr, range(32, 127))) + "’–—“”…·→"
CYRILLIC = " " + "".join(map(chr, range(0x410, 0x450))) + "ҐґЄєІіЇї№’"
make(HERE / "boxes.woff2", "Boxes", LATIN, 550, 400)
make(HERE / "boxes-bold.ttf", "Boxes", LATIN, 600, 700)
make(HERE / "boxes-cyrillic.ttf", "Boxes", CYRILLIC, 550, 400)
