"""The two parts of a DOCX file that say nothing of the text but may not be missing."""

from __future__ import annotations

from cocreate.formats.docx_dress import Dress
from cocreate.formats.docx_styles import MONOSPACED
from cocreate.formats.docx_xml import DRAWING, HEADER, WORD

_COLOURS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "333333", "lt2": "EEEEEE", "accent1": "4472C4",
    "accent2": "ED7D31", "accent3": "A5A5A5", "accent4": "FFC000", "accent5": "5B9BD5",
    "accent6": "70AD47", "hlink": "0563C1", "folHlink": "954F72",
}  # fmt: skip
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def font_table_part(dress: Dress) -> str:
    """Return `fontTable.xml`."""
    fonts = "".join(f'<w:font w:name="{name}"/>' for name in sorted({dress.font, MONOSPACED}))
    return f'{HEADER}<w:fonts xmlns:w="{WORD}">{fonts}</w:fonts>'


def theme_part(dress: Dress) -> str:
    """Return `theme1.xml`: plain colours, and the font of the dress."""
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items()
    )
    font = f'<a:latin typeface="{dress.font}"/><a:ea typeface=""/><a:cs typeface=""/>'
    return (
        f'{HEADER}<a:theme xmlns:a="{DRAWING}" name="Cocreate"><a:themeElements>'
        f'<a:clrScheme name="Cocreate">{colours}</a:clrScheme><a:fontScheme name="Cocreate">'
        f"<a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Cocreate"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{_LINE * 3}</a:lnStyleLst><a:effectStyleLst>{_EFFECT * 3}"
        f"</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )
