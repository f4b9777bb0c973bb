"""Small valid files of every format, made by code, from which fuzzing starts."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

_LINES = (
    "Jane Roe",
    "EXPERIENCE",
    "Cook, Cafe Lumen, Jan 2019 - Dec 2023",
    "- Cooked lunch for 80 guests; led a team of 4",
    "EDUCATION",
    "B.Sc. Nutrition, Example University, 2018",
    "SKILLS: HACCP, menu planning, Spanish (B2)",
)
_ASKS = (
    "Head cook at Example Foods",
    "Requirements",
    "* 3+ years of experience as a cook, or an equivalent degree",
    "* Driving licence preferred",
    "You will: plan menus and train staff. Apply by 12/31/2026, no calls.",
)
_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"),
        ("draw", "drawing"), ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip


def seeds(name: str) -> list[bytes]:
    """The seeds of the target `name`, in the form that the target takes."""
    return [seed if isinstance(seed, bytes) else seed.encode() for seed in _MAKERS[name]()]


def _text() -> list[str]:
    return [
        "\n".join(_LINES),
        "\r\n".join(_ASKS),
        "* a\n  * b\n| x | y |\n\ttab\u200b\u202e",
        "a\fb",
    ]


def _markdown() -> list[str]:
    return ["# " + "\n## ".join(_LINES), "* [a](http://b) **c** `d`\n\n| a | b |\n|---|---|\n| 1 | 2 |",
            "<p>x</p>\n\n> quote\n1. one\n   - two\n```\ncode\n```"]  # fmt: skip


def _html() -> list[str]:
    body = "".join(f"<p>{line}</p>" for line in _LINES)
    stated = {
        "@context": "https://schema.org", "@type": "JobPosting", "title": "Cook",
        "description": "<ul>" + "".join(f"<li>{line}</li>" for line in _ASKS * 3) + "</ul>",
        "hiringOrganization": {"@type": "Organization", "name": "Example", "numberOfEmployees": 9},
        "jobLocation": {"address": {"addressLocality": "Ghent", "addressCountry": "BE"}},
        "validThrough": "2026-12-31", "experienceRequirements": {"monthsOfExperience": 36},
        "educationRequirements": {"credentialCategory": "bachelor degree"}, "skills": "menus",
    }  # fmt: skip
    return [
        f"<!doctype html><title>x</title><main>{body}</main>",
        "<style>.a{display:none} #b{color:#fff} p{font-size:0}</style><p class=a>x<p id=b>y<b>z</b>",
        f'<script type="application/ld+json">{json.dumps(stated)}</script><body>{body}',
        "<table><tr><td colspan=2>a<td>b</table><ul><li>x<ul><li>y</ul></ul><pre>a  b</pre><br>",
        '<div itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop=title>Cook</h1></div>',
    ]


def _rtf() -> list[str]:
    return [
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\colortbl;\red255\green255\blue255;}"
        r"\f0\fs24\b Jane Roe\b0\par {\v hidden}{\cf1 white}\u8211? \'e9 \bullet\tab x\par}",
        r"{\rtf1\trowd\cellx100 a\cell b\cell\row{\*\generator x}{\field{\*\fldinst HYPERLINK x}"
        r"{\fldrslt y}}\uc2\u1234ab\line\page\bin3 abc\par}",
    ]


def _docx() -> list[str]:
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in _LINES)
    styled = (
        '<w:p><w:pPr><w:pStyle w:val="H"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
        '</w:pPr><w:r><w:rPr><w:b/><w:vanish/><w:color w:val="FFFFFF"/><w:sz w:val="2"/></w:rPr>'
        "<w:t>x</w:t><w:tab/><w:br/></w:r></w:p>"
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
        "<mc:AlternateContent><mc:Choice><w:p/></mc:Choice></mc:AlternateContent>"
        "<w:ins><w:r><w:t>y</w:t></w:r></w:ins><w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>"
    )
    styles = (
        f'<w:styles {_W}><w:style w:styleId="H" w:type="paragraph" w:default="1"><w:basedOn w:val="H"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:sz w:val="40"/></w:rPr></w:style></w:styles>'
    )
    made = [
        f"<w:document {_W}><w:body>{body}</w:body></w:document>" for body in (paragraphs, styled)
    ]
    return [made[0], f"{made[1]}%%PART%%{styles}"]


def _odt() -> list[str]:
    body = "".join(f"<text:p>{line}</text:p>" for line in _LINES)
    more = (
        '<text:h text:outline-level="1">x<text:s text:c="3"/><text:tab/></text:h><text:list>'
        "<text:list-item><text:p>a</text:p></text:list-item></text:list><table:table><table:table-row>"
        '<table:table-cell table:number-columns-repeated="2"><text:p>b</text:p></table:table-cell>'
        '</table:table-row></table:table><text:p text:style-name="G">hidden</text:p>'
    )
    styles = (
        '<style:style style:name="G" style:parent-style-name="G"><style:text-properties '
        'text:display="none" fo:color="#fff" fo:font-size="1pt"/></style:style>'
    )
    return [
        f"<office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{part}</office:text></office:body></office:document-content>"
        for part in (body, more)
    ]


def _email() -> list[str]:
    head = "From: a@example.org\nTo: b@example.org\nSubject: Re: =?utf-8?q?C=C3=B6ok?=\nDate: x\n"
    plain = head + "\n" + "\n".join(_ASKS * 3)
    parts = (
        head + 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n'
        "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        "<p>short=20</p>\n--b\nContent-Type: application/octet-stream; name=a.rtf\n"
        "Content-Transfer-Encoding: base64\nContent-Disposition: attachment\n\n"
        "e1xydGYxIEphbmUgUm9lfQ==\n--b--\n"
    )
    return [plain, parts]


def _json() -> list[str]:
    resume = {
        "basics": {"name": "Jane Roe", "label": "Cook", "location": {"countryCode": "BE"}, "summary": "x"},
        "work": [{"name": "Lumen", "position": "Cook", "startDate": "2019-01", "endDate": "2023-12",
                  "highlights": ["Cooked"], "summary": "y"}],
        "education": [{"institution": "EU", "area": "Nutrition", "studyType": "BSc", "endDate": "2018"}],
        "skills": [{"name": "HACCP", "level": "good", "keywords": ["a"]}],
        "languages": [{"language": "Spanish", "fluency": "B2"}], "certificates": [{"name": "c"}],
    }  # fmt: skip
    posting = {"@type": "JobPosting", "title": "Cook", "description": "\n".join(_ASKS * 4)}
    return [json.dumps(resume), json.dumps([posting]), '{"a": [1, null, {"b": "c"}]}']


def _pdf() -> list[bytes]:
    plain = "BT /F1 12 Tf 72 720 Td (Jane Roe) Tj 0 -14 Td (Cook, 2019 - 2023) Tj ET"
    odd = (
        "q 1 0 0 RG 1 g 10 10 100 20 re f BT /F1 1 Tf 3 Tr 12 0 0 12 72 700 Tm [(a) -600 (b)] TJ ET Q "
        "/Span <</ActualText (x)>> BDC BT /F1 9 Tf 72 600 Td (\\255) Tj ET EMC /X Do"
    )
    return [_pdf_file(plain), _pdf_file(odd), _pdf_file(plain)[:-200]]


def _pdf_file(content: str) -> bytes:
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 4 0 R>>"
        "/XObject<</X 6 0 R>>>>/Contents 5 0 R>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
        "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 3>>\nstream\nq Q\nendstream",
    )
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 7\n0000000000 65535 f \n{table}trailer\n<</Size 7/Root 1 0 R>>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF\n".encode()


def _exchange() -> list[str]:
    answer = {
        "document": {
            "media_type": "text/plain", "text": "a\nbc", "pages": 1,
            "blocks": [[0, 1, "heading", 1, 1, False, 0], [2, 4, "paragraph", 1, None, True, 0]],
            "warnings": [["truncated", "m", "q", 1]],
            "fields": {
                "title": "t", "employer": None, "employees": 3, "locations": ["x"], "remote": True,
                "posted_on": "2026-01-01", "valid_through": None, "min_months": 3, "degree": "bachelor",
                "experience_in_place_of_education": None, "skills": [],
            },
        },
        "last": False, "spent": False, "processor": 0.1,
    }  # fmt: skip
    error = {"error": {"kind": "EmptyInputError", "code": "empty", "message": "m"}}
    return [json.dumps(answer), json.dumps(error)]


def _judge() -> list[str]:
    return ["\n".join(_LINES) + "\n%%POSTING%%\n" + "\n".join(_ASKS)]


_MAKERS: dict[str, Callable[[], Sequence[str | bytes]]] = {
    "pdf": _pdf, "pdf_second": _pdf, "docx": _docx, "odt": _odt, "rtf": _rtf, "html": _html,
    "email": _email, "json": _json, "markdown": _markdown, "text": _text, "judge": _judge,
    "exchange": _exchange,
}  # fmt: skip
