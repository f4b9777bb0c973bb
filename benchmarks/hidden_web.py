"""HTML, Markdown and plain texts that hide a phrase, each with a twin that shows it."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.hidden_cases import CARRIER, PHRASE, Twins

_STYLED = (
    ("not displayed", "display:none", "display:block"),
    ("invisible", "visibility:hidden", "visibility:visible"),
    ("off the screen", "position:absolute;left:-9999px", "position:absolute;left:9px"),
    ("no opacity", "opacity:0", "opacity:.6"),
    ("no size", "font-size:0", "font-size:.7em"),
    ("the colour of the page", "color:#fff", "color:#fff;background-color:#123"),
    ("nearly the colour of the page", "color:#fcfcfc", "color:#c8c8c8"),
    ("no alpha", "color:rgba(0,0,0,0)", "color:rgba(0,0,0,.8)"),
    ("indented away", "text-indent:-9999px", "text-indent:20px"),
    ("clipped", "position:absolute;clip:rect(0,0,0,0)", "position:static"),
    ("no height", "height:0;overflow:hidden", "height:40px;overflow:hidden"),
    ("shouted", "display:none !important", "display:inline !important"),
)
_ELEMENTS = (
    ("an attribute", "<p hidden>{0}</p>", '<p aria-hidden="true">{0}</p>', True),
    ("a child of what is hidden", '<div style="display:none"><p>{0}</p></div>',
     '<div style="visibility:hidden"><p style="visibility:visible">{0}</p></div>', True),
    ("white in a dark box", '<div style="background:#fff"><p style="color:#fff">{0}</p></div>',
     '<div style="background:#222"><p style="color:#fff">{0}</p></div>', True),
    ("a comment", "<!-- {0} -->", "<p>{0}</p>", False),
    ("a script", "<script>var t = '{0}';</script>", "<article>{0}</article>", False),
    ("a template", "<template><p>{0}</p></template>", "<section><p>{0}</p></section>", False),
    ("an alternative text", '<img alt="{0}" src="x.png">', "<figcaption>{0}</figcaption>", False),
    ("a hidden field", '<input type="hidden" value="{0}">', "<label>{0}</label>", False),
)  # fmt: skip


def twins() -> Iterator[Twins]:
    """Every case, in a fixed order."""
    for name, hidden, shown in _STYLED:
        yield _page(f"html {name}", *(f'<p style="{css}">{PHRASE}</p>' for css in (hidden, shown)))
        if name == "not displayed":
            head = "<style>.a{{{0}}} #b{{{0}}}</style>"
            for mark in ('class="a"', 'id="b"'):
                yield _page(
                    f"html {name} by {mark}",
                    *(f"{head.format(c)}<p {mark}>{PHRASE}</p>" for c in (hidden, shown)),
                )
    for name, hidden, shown, warned in _ELEMENTS:
        yield _page(f"html {name}", hidden.format(PHRASE), shown.format(PHRASE), warned=warned)
    yield from _texts()


def _page(name: str, hidden: str, shown: str, *, warned: bool = True) -> Twins:
    head = f"<!doctype html><html><body><p>{CARRIER}</p>"
    return Twins(
        name=name,
        suffix=".html",
        hidden=f"{head}{hidden}</body></html>".encode(),
        shown=f"{head}{shown}</body></html>".encode(),
        warned=warned,
    )


def _texts() -> Iterator[Twins]:
    tags = "".join(chr(0xE0000 + ord(letter)) for letter in PHRASE)
    padded = "\u200b".join(PHRASE.split()[0]) + " " + "\u2060".join(PHRASE.split()[1])
    alike = PHRASE.replace("a", "\u0430").replace("e", "\u0435")  # Cyrillic letters
    turned = (f"\u202e{PHRASE}\u202c", f"\u202e{PHRASE[::-1]}\u202c")
    for name, suffix, hidden, shown, warned in (
        ("a comment", ".md", f"<!-- {PHRASE} -->", f"> {PHRASE}", False),
        ("a hidden element", ".md", f'<p style="display:none">{PHRASE}</p>', f"*{PHRASE}*", True),
        ("tag characters, zero-width characters", ".txt", f"Notes{tags}", padded, True),
        ("a language tag, look-alike letters", ".txt", f"A\U000e0001{tags}", alike, True),
        ("letters turned around on screen", ".txt", *turned, False),
    ):
        yield Twins(
            name=f"{suffix[1:]} {name}",
            suffix=suffix,
            hidden=f"# Notes\n\n{CARRIER}\n\n{hidden}\n".encode(),
            shown=f"# Notes\n\n{CARRIER}\n\n{shown}\n".encode(),
            warned=warned,
        )
