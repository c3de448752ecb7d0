r"""The words of RTF: how they are written, and what each group of them means (Rich Text Format 1.9.1)."""

from __future__ import annotations

import re

# a control word, a byte in hexadecimal figures, a sign, a brace, or words
TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z'])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+",
    re.DOTALL,
)
CODES = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
"""Encodings by the character sets of fonts."""
PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850", "ansi": "cp1252"}
SIGNS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "emspace": " ", "enspace": " ", "~": "\N{NO-BREAK SPACE}", "_": "\N{NON-BREAKING HYPHEN}", "-": "\N{SOFT HYPHEN}",
    "\\": "\\", "{": "{", "}": "}",
}  # fmt: skip
SILENT = frozenset(
    """colortbl info generator themedata colorschememapping listtable listoverridetable rsidtbl xmlnstbl datastore
    latentstyles pgdsctbl filetbl revtbl fldinst nonshppict bkmkstart bkmkend atnid atndate atnref atntime sn sv
    mmathPr wgrffmtfilter datafield shprslt tcn upr falt panose ftnsep ftnsepc aftnsep aftnsepc tc xe private""".split()
)
"""Destinations that no reader of the document sees."""
LEFT = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "headers"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footers"),
    "pict": "pictures", "objdata": "pictures", "mmath": "formulas",
}  # fmt: skip
ENTERED = frozenset("shpinst shptxt ud atnauthor annotation fldrslt".split())
"""Destinations that may be skipped, and are not."""
BREAKS = frozenset(
    ("par", "sect", "\n", "\r", "page", "column", "cell", "row", "nestcell", "nestrow", "line", "softline", "tab")
)
NAMING = frozenset(("fonttbl", "stylesheet", "atnauthor"))
"""Destinations whose text names something."""
STYLES = {"b": "strong", "i": "em", "ul": "em", "strike": "s", "super": "sup"}
