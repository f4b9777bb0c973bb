"""The control words of Rich Text Format that bear on its visible text.

Source: Rich Text Format Specification 1.9.1 (Microsoft, 2008).
"""

from __future__ import annotations

from fitcheck.documents.document import BlockKind

SKIPPED = frozenset(
    b"stylesheet info pict object objdata themedata colorschememapping datastore latentstyles"
    b" listtable listoverridetable rsidtbl generator xmlnstbl fldinst annotation atnid atnauthor"
    b" comment template filetbl revtbl mmathPr sp sn sv falt panose bkmkstart bkmkend nonshppict"
    b" pgdsctbl userprops docvar footnote tc xe private operator author title subject keywords"
    b" company manager category doccomm hlinkbase picprop factoidname wgrffmtfilter".split()
)
"""Destinations whose text is not printed."""
SHOWN_STARRED = frozenset((b"shpinst", b"shptxt", b"pn", b"listtext", b"pntext", b"pntxtb"))
MARKERS = frozenset((b"listtext", b"pntext", b"pntxtb", b"pntxta", b"pn"))
EDGES = {b"header": BlockKind.HEADER, b"footer": BlockKind.FOOTER}
SIGNS = {
    b"tab": "\t",
    b"line": "\n",
    b"lbr": "\n",
    b"emdash": "—",
    b"endash": "–",
    b"bullet": "•",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"emspace": " ",
    b"enspace": " ",
    b"qmspace": " ",
}
CHARSETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "cp936",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
"""Code pages of `\\fcharset` values other than the document's own."""
