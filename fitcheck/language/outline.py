"""A resume cut into blocks with their sections: which heading governs which line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from fitcheck.documents.document import Block, BlockKind, Document, Span
from fitcheck.language.contact import is_contact, is_home
from fitcheck.language.dates import find_ranges
from fitcheck.language.overleaf import with_overleaf
from fitcheck.language.padding import told_blocks
from fitcheck.language.pieces import WORK as WORK  # noqa: PLC0414  part of this contract
from fitcheck.language.pieces import SectionBlock as SectionBlock  # noqa: PLC0414
from fitcheck.language.places import is_place
from fitcheck.language.sections import Section, exact_section, heading_section, is_core, is_sublabel
from fitcheck.language.spoken import find_spoken
from fitcheck.language.strays import own_section
from fitcheck.language.titles import employer_score, title_score
from fitcheck.language.untold import with_untold

_ADDRESS_SIGN = re.compile(r"[@/\d]|\.\w")
_LOCAL_PART = re.compile(r"([\w.+-]{3,64})@[\w-]")
_TOP = 1_500
"""Characters in which the first e-mail address is looked for: a head and a side bar."""
_BESIDE = frozenset({Section.SKILLS, Section.OTHER, Section.INTERESTS, Section.LANGUAGES})
"""Sections of a side bar, below which the town of the head of a page may come to stand."""
_TOOL_WORDS = 3
"""Words of a line that lists a programming language or a tool: more of them say how well."""
_GLUE = re.compile(r"\t+| {3,}|\s?[:：]\s|\s[|–—]\s|\s-\s")


def section_blocks(document: Document) -> tuple[SectionBlock, ...]:
    """Every block of the document with its section, in order.

    Headings are known by their words; size, weight and capitals help. Inside a job, words such
    as "Achievements" open a section only where they are written like the other headings.
    """
    pieces = with_untold(document, heading_pieces(document))
    sections: list[SectionBlock] = []
    current, opened, style = Section.CONTACT, None, None
    for index, piece in enumerate(pieces):
        text = piece.span.slice(document.text)
        found = piece.section if piece.heading else None
        if current is Section.CONTACT and opened is None and is_contact(text):
            found, piece = None, replace(piece, heading=False)  # noqa: PLW2901
        if current in WORK and piece.block.kind is BlockKind.LIST_ITEM and style and not style[-1]:
            # Bullets of a job hold short labels; a section does not open among them.
            piece, found = replace(piece, heading=False), None  # noqa: PLW2901
        if found is not None and current in WORK and not piece.told and _is_odd(piece, text, style):
            # "Project Management Training" is a title where headings look otherwise.
            piece, found = replace(piece, heading=False), None  # noqa: PLW2901
        if (
            found is not None
            and current in WORK
            and not piece.told
            and _is_sublabel(document, pieces, index, style)
        ):
            sections.append(
                replace(piece, section=current, heading=False, sublabel=True, opened_by=opened)
            )
            continue
        if found is not None:
            current, opened = found, piece.span
            style = _style(piece.block, text) if found in WORK else style
            sections.append(replace(piece, opened_by=opened))
            continue
        label = current in WORK and is_sublabel(text)
        placed = replace(piece, section=current, sublabel=label, opened_by=opened)
        sections.append(placed)
    return tuple(_with_opening(document, with_overleaf(document, sections)))


def heading_pieces(document: Document) -> list[SectionBlock]:
    """The blocks, parted where a heading is glued to its text; known headings are marked."""
    pieces = [piece for block in told_blocks(document) for piece in _pieces(document, block)]
    return _without_doubtful(document, _without_listed(document, pieces))


def _without_listed(document: Document, pieces: list[SectionBlock]) -> list[SectionBlock]:
    """No item amid others of a list is a heading for its words alone ("Leadership" in skills).

    Labels of skills ("Operating Systems") are left: what they open is their section anyway.
    """
    kept = list(pieces)
    for before, index, after in zip(pieces, range(1, len(pieces)), pieces[2:], strict=False):
        piece = pieces[index]
        listed = piece.heading and piece.block.kind is BlockKind.LIST_ITEM and not piece.part
        if not listed or piece.section is Section.SKILLS:
            continue
        text = piece.span.slice(document.text)
        amid = after.block.kind is BlockKind.LIST_ITEM and not after.heading
        amid = amid and after.block.depth == piece.block.depth
        amid = amid and (before.heading or before.block.kind is BlockKind.LIST_ITEM)
        if amid and not (text.isupper() or piece.block.emphasis or is_core(text)):
            kept[index] = replace(piece, heading=False, section=Section.OTHER)
    return kept


def _is_odd(piece: SectionBlock, text: str, style: tuple[object, ...] | None) -> bool:
    """Whether only the last word makes a heading, and it does not look like the section's."""
    return (
        not piece.part
        and style is not None
        and style != _style(piece.block, text)
        and exact_section(text) is None
    )


def _is_sublabel(
    document: Document, pieces: list[SectionBlock], index: int, style: tuple[object, ...] | None
) -> bool:
    """Whether a heading inside a work section is a label of a job and opens no section."""
    piece = pieces[index]
    text = piece.span.slice(document.text)
    if not is_sublabel(text):
        return False
    if piece.part:
        # "Projects: website, store" is said of the job, "Languages: English" is not.
        return not is_core(text) or piece.section not in _APART
    level = piece.block.level
    if is_core(text) and level is not None and (not style or style[0] in (None, level)):
        return False  # "Projects", marked like "Experience" or more
    if text.rstrip().endswith(":") or style != _style(piece.block, text):
        return True
    return _work_follows(document, pieces, index)


def _without_doubtful(document: Document, pieces: list[SectionBlock]) -> list[SectionBlock]:
    """Where the format marks headings, words alone make no heading but the plainest ones."""
    heads = [p.block for p in pieces if p.heading]
    levels = sum(block.level is not None for block in heads)
    if sum(block.level is not None or block.emphasis for block in heads) < 3:
        return pieces
    kept = []
    for piece in pieces:
        block = piece.block
        unmarked = block.level is None and (levels >= 3 or not block.emphasis)
        plain = piece.heading and not piece.part and unmarked
        text = piece.span.slice(document.text)
        if plain and not text.isupper() and not is_core(text):
            kept.append(replace(piece, heading=False))
        else:
            kept.append(piece)
    return kept


def _pieces(document: Document, block: Block) -> Iterator[SectionBlock]:
    """The block as it is, or the heading that it starts with and the rest."""
    text = document.quote(block.span)
    marked = block.level is not None or block.kind is BlockKind.HEADING or block.emphasis
    if block.kind is BlockKind.FOOTER:
        yield SectionBlock(span=block.span, block=block, section=Section.CONTACT)
        return
    section = heading_section(text, marked=marked)
    if block.kind is BlockKind.LIST_ITEM and not (text.isupper() or marked or exact_section(text)):
        section = None
    if section is not None:
        yield SectionBlock(span=block.span, block=block, section=section, heading=True)
        return
    cut = _glued_heading(text)
    if cut is None:
        yield SectionBlock(span=block.span, block=block, section=Section.OTHER)
        return
    end, rest, section = cut
    start = block.span.start
    yield SectionBlock(
        span=Span(start=start, end=start + end),
        block=block,
        section=section,
        heading=True,
        part=True,
    )
    yield SectionBlock(
        span=Span(start=start + rest, end=block.span.end),
        block=block,
        section=Section.OTHER,
        part=True,
    )


def _glued_heading(text: str) -> tuple[int, int, Section] | None:
    """End of the heading, start of the rest, section: "Education: …", "EXPERIENCE Staff …"."""
    glue = _GLUE.search(text, 0, 60)
    if glue is not None:
        section = exact_section(text[: glue.start()])
        if section is Section.LANGUAGES and not find_spoken(text[glue.end() :]):
            section = Section.SKILLS
        if section is not None and section is not Section.OTHER and text[:1].isupper():
            return glue.start(), glue.end(), section
    words = list(re.finditer(r"\S+", text[:80]))
    for count in (3, 2, 1):
        if len(words) <= count:
            continue
        head, rest = text[: words[count - 1].end()], text[words[count].start() :]
        section = exact_section(head)
        if section is None or not head[0].isupper():
            continue
        shouted = head.isupper() and len(head) > 5 and not rest[:20].isupper()
        if shouted or (find_ranges(rest[:200]) and _leads(section, rest[:60])):
            return len(head), words[count].start(), section
    return None


_APART = frozenset(
    {
        Section.EDUCATION,
        Section.SKILLS,
        Section.LANGUAGES,
        Section.CERTIFICATIONS,
        Section.INTERESTS,
        Section.REFERENCES,
        Section.CONTACT,
        Section.PUBLICATIONS,
    }
)


def _leads(section: Section, rest: str) -> bool:
    """Whether a label at the margin heads the dated line that it was glued to."""
    if section is Section.EXPERIENCE:
        return title_score(rest) > 0
    # "Education State University 2008 - 2012", but not "Education Coordinator, Lakeside School".
    return section is Section.EDUCATION and title_score(rest) < 2 and employer_score(rest) > 0


def _style(block: Block, text: str) -> tuple[object, ...]:
    return (block.level, block.emphasis, text.isupper(), block.kind is BlockKind.LIST_ITEM)


def _work_follows(document: Document, pieces: list[SectionBlock], index: int) -> bool:
    """Whether more dated lines come before the next sure heading: the job list goes on."""
    for piece in pieces[index + 1 : index + 80]:
        text = piece.span.slice(document.text)
        if piece.heading and not is_sublabel(text):
            return False
        if len(text) < 120 and any(f.joined for f in find_ranges(text)):
            return title_score(text) > 0 or employer_score(text) > 0 or len(text) < 40
    return False


def _with_opening(document: Document, sections: list[SectionBlock]) -> Iterator[SectionBlock]:
    """Contact lines wherever they stand, and what stands above the first heading told apart."""
    named = 0
    for index, piece in enumerate(sections):
        if piece.heading:
            yield piece
            continue
        text = piece.span.slice(document.text)
        named = piece.section in WORK or (piece.section is Section.SKILLS and piece.part)
        named_site = named and not is_contact(text, bare=True)
        if piece.section is Section.SKILLS and not _ADDRESS_SIGN.search(text):
            named_site = True  # "Social media: Facebook, Twitter" are skills
        lost = piece.section in _BESIDE and "," in text and is_place(text)
        if piece.block.kind is BlockKind.FOOTER or (is_contact(text) and not named_site) or lost:
            yield replace(piece, section=Section.CONTACT)  # a town, below the side bar's skills
        elif piece.section is Section.LANGUAGES and _is_tool(text):
            yield replace(piece, section=Section.SKILLS)
        elif piece.section is not Section.CONTACT:
            yield replace(piece, section=own_section(piece.section, text))
        elif named < 2 and index < 6 and (_is_name(text) or _is_addressed(document, text)):
            named += 1 if len(text.split()) < 2 else 2
            yield piece
        elif (piece.opened_by is not None and len(text.split()) <= 6) or is_home(text):
            yield piece
        else:
            yield replace(piece, section=Section.SUMMARY)


def _is_tool(text: str) -> bool:
    """Whether a line under "Languages" is short and names none that people speak ("Python")."""
    return len(text.split()) <= _TOOL_WORDS and len(text) > 1 and not find_spoken(text)


def _is_addressed(document: Document, text: str) -> bool:
    """Whether a short line is the name that the first e-mail address spells ("Mason Carpenter")."""
    words = re.findall(r"[^\W\d_]{3,}", text.lower())
    address = _LOCAL_PART.search(document.text[:_TOP])
    if address is None or not 2 <= len(text.split()) <= 4 or len(words) < 2:
        return False
    return all(word in address[1].lower() for word in (words[0], words[-1]))


def _is_name(text: str) -> bool:
    """Whether a line at the very top is a name, credentials behind it included."""
    first, *rest = text.split(",")
    words = first.split()
    if not 1 <= len(words) <= 5 or title_score(first) or employer_score(first) > 1:
        return False
    if any(len(part.split()) > 2 for part in rest):
        return False
    return all(
        re.fullmatch(r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_]*)*|\([^\W\d_]+\)|\*+", w)
        for w in words
    ) and all(w[:1].isupper() or w[:1] in "(*" or len(w) <= 3 for w in words)
